import type { RedPacketId } from '../protocol/ids';

/** The same sums as the server's (docs/fairness.md), done again where the reader is. */

const VALUES = 2 ** 48;
const DRAW_BYTES = 6;

export interface Shares {
  coins: number[];
  /** The position with the best luck, or −1. */
  best: number;
}

/** False where the browser does not offer its SHA-256: it does on https and on the machine itself. */
export function canVerify(): boolean {
  return typeof crypto.subtle === 'object';
}

/** What was promised beforehand, from the seed told afterwards. */
export async function commitmentOf(redPacket: RedPacketId, amount: number, count: number, seed: string): Promise<string> {
  const text = ['weilu red packet 1', redPacket, amount, count, seed].join('\n');
  return hexOf(await sha256(new TextEncoder().encode(text)));
}

/** Cuts the coins by the seed: `count − 1` different places, every choice with the same odds. */
export async function cut(amount: number, count: number, seed: string): Promise<Shares> {
  const draws = new Draws(bytesOf(seed));
  const chosen = new Set<number>();
  for (let top = amount - count + 1; top < amount; top++) {
    const drawn = await draws.upTo(top);
    chosen.add(chosen.has(drawn) ? top : drawn);
  }
  const places = [0, ...[...chosen].sort((a, b) => a - b), amount];
  const coins = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  return { coins, best: await bestOf(coins, draws) };
}

async function bestOf(coins: number[], draws: Draws): Promise<number> {
  if (coins.length < 2) return -1;
  const most = Math.max(...coins);
  const largest = coins.flatMap((share, position) => (share === most ? [position] : []));
  const which = largest.length === 1 ? 0 : (await draws.upTo(largest.length)) - 1;
  return largest[which] ?? -1;
}

/** Numbers that follow from a seed alone; none is likelier than another. */
class Draws {
  private drawn = 0;

  constructor(private readonly seed: Uint8Array<ArrayBuffer>) {}

  /** From 1 to `most`. */
  async upTo(most: number): Promise<number> {
    const fair = VALUES - (VALUES % most);
    for (;;) {
      const value = await this.next();
      if (value < fair) return 1 + (value % most);
    }
  }

  private async next(): Promise<number> {
    const block = new Uint8Array(this.seed.length + 8);
    block.set(this.seed);
    new DataView(block.buffer).setBigUint64(this.seed.length, BigInt(this.drawn++));
    const hash = await sha256(block);
    return hash.slice(0, DRAW_BYTES).reduce((value, byte) => value * 256 + byte, 0);
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
