import type { RoomEvent } from '../protocol/events';
import type { RedPacketCard } from '../protocol/views';

type Change = Extract<RoomEvent, { type: 'redPacketClaimed' | 'redPacketEnded' }>;

/** The card after shares of it were given out, or after it ended. */
export function withRedPacket(card: RedPacketCard | null, change: Change): RedPacketCard | null {
  // A message that this page has kept from before red packets has no such field.
  if (!card) return null;
  if (change.type === 'redPacketClaimed') return { ...card, claimed: card.claimed + change.claims.length };
  return { ...card, status: change.how, seed: change.seed, bestLuck: change.bestLuck };
}
