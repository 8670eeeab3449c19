import type { ClientMessageId, MemberId } from '../protocol/ids';
import type { RedPacketCard } from '../protocol/views';
import type { CoverName } from './Cover';
import type { NewRedPacket } from './redPacketApi';
import type { sendWords } from './sendWords';

export const AMOUNT_MAX = 10_000_000;
export const COUNT_MAX = 1_000;

/** The form as it stands, numbers as they are typed. */
export interface Wish {
  kind: RedPacketCard['kind'];
  /** In all, or of equal ones in each. */
  coins: string;
  count: string;
  greeting: string;
  cover: CoverName;
  expiresInSeconds: number;
  to: MemberId | null;
  since: string;
  hint: string;
  words: string;
  anywhere: boolean;
}

export type WishField = 'amount' | 'count' | 'to' | 'words' | 'hint';
type ErrorWord = 'amountBad' | 'countBad' | 'countMore' | 'choose' | 'missing';
export type WishErrors = Partial<Record<WishField, ErrorWord & keyof (typeof sendWords)['en']>>;

export function asks(kind: Wish['kind']): boolean {
  return kind === 'passphrase' || kind === 'riddle';
}

export function countOf(wish: Wish): number {
  return wish.kind === 'exclusive' ? 1 : wholeOf(wish.count);
}

/** What it comes to; NaN while a number is missing. */
export function amountOf(wish: Wish): number {
  return wish.kind === 'equal' ? wholeOf(wish.coins) * countOf(wish) : wholeOf(wish.coins);
}

/** What would be refused, field by field; nothing: it can be sent. */
export function errorsOf(wish: Wish): WishErrors {
  const errors: WishErrors = {};
  const amount = amountOf(wish);
  const count = countOf(wish);
  if (!(count >= 1 && count <= COUNT_MAX)) errors.count = 'countBad';
  if (wholeOf(wish.coins) < 1 || Number.isNaN(wholeOf(wish.coins)) || amount > AMOUNT_MAX) errors.amount = 'amountBad';
  else if (errors.count === undefined && count > amount) errors.count = 'countMore';
  if (wish.kind === 'exclusive' && wish.to === null) errors.to = 'choose';
  if (asks(wish.kind) && !/[\p{L}\p{Nd}]/u.test(wish.words)) errors.words = 'missing';
  if (wish.kind === 'riddle' && wish.hint.trim() === '') errors.hint = 'missing';
  return errors;
}

export function requestOf(wish: Wish, clientMessageId: ClientMessageId, usualGreeting: string): NewRedPacket {
  const asking = asks(wish.kind);
  return {
    clientMessageId,
    kind: wish.kind,
    amount: amountOf(wish),
    count: countOf(wish),
    greeting: wish.greeting.trim() || usualGreeting,
    cover: wish.cover,
    expiresInSeconds: wish.expiresInSeconds,
    ...(wish.kind === 'exclusive' && wish.to !== null ? { to: wish.to } : {}),
    ...(wish.since !== '' && wish.kind !== 'exclusive' ? { memberSince: endOfDay(wish.since) } : {}),
    ...(asking ? { words: wish.words.trim() } : {}),
    ...(asking && wish.hint.trim() !== '' ? { hint: wish.hint.trim() } : {}),
    ...(wish.kind === 'passphrase' && wish.anywhere && wish.since === '' ? { anywhere: true } : {}),
  };
}

/** Whoever came in on that day counts, by the sender's clock. */
function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString();
}

function wholeOf(text: string): number {
  const digits = text.trim().normalize('NFKC');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : NaN;
}
