import { get, post, query, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, whole } from '../protocol/decode';

const wallet = object({ balance: whole, daily: whole, dailyAt: optional(instant) });
export type Wallet = Decoded<typeof wallet>;

const line = object({
  id: whole,
  at: instant,
  kind: text,
  phase: text,
  reference: text,
  note: optional(text),
  amount: whole,
  by: optional(text),
  otherKind: optional(text),
  other: optional(text),
});
export type CoinLine = Decoded<typeof line>;

const taken = object({
  outcome: oneOf('earned', 'already', 'enough_today', 'not_offered'),
  given: whole,
  balance: whole,
  dailyAt: optional(instant),
});
export type DailyTaken = Decoded<typeof taken>;

const settings = object({ startingGift: whole, dailyGift: whole, earnedMax: whole, sentMax: whole });
export type CoinSettings = Decoded<typeof settings>;

const overview = object({ issued: whole, circulation: whole, wallets: whole, agents: whole, escrow: whole, paidOut: whole, settings });
export type CoinOverview = Decoded<typeof overview>;

const report = object({
  at: instant,
  milliseconds: whole,
  ok: flag,
  lines: list(object({ check: text, looked: whole, breaches: whole, shown: list(text) })),
});
export type LedgerReport = Decoded<typeof report>;

export const coinApi = {
  wallet: () => get('/api/me/coins', wallet),
  lines: (before: number | null) => get(`/api/me/coins/lines${query({ before })}`, object({ lines: list(line), more: flag })),
  takeDaily: () => post('/api/me/coins/daily', taken),
  overview: () => get('/api/server/coins', overview),
  /** Sent as typed: what is no whole number is for the server to refuse, by the field's name. */
  change: (wish: Record<keyof CoinSettings, unknown>) => request('PUT', '/api/server/coins/settings', settings, wish),
  grant: (id: string, name: string, coins: unknown, reason: string) => post('/api/server/coins/grants', object({ balance: whole }), { id, name, coins, reason }),
  verify: () => post('/api/server/coins/verify', report),
  exportPath: '/api/server/coins/export',
};

/** What stands in a field of coins: a number where it is one, else the text as it is. */
export function coinsTyped(value: string): unknown {
  return /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
}
