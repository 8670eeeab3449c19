import { get, post } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { instant, list, object, optional, text, whole } from '../protocol/decode';
import type { ClientMessageId, MemberId, RedPacketId, RoomId } from '../protocol/ids';
import { memberId, redPacketId, roomId, seq } from '../protocol/ids';
import type { RedPacketCard } from '../protocol/views';
import { redPacketCard, redPacketOutcome } from '../protocol/views';

const claim = object({ member: optional(memberId), name: optional(text), coins: whole, at: instant });
export type Claim = Decoded<typeof claim>;

/** All there is to see of a red packet (weilu.redpacket.RedPacketView). */
const redPacketView = object({
  card: redPacketCard,
  room: roomId,
  message: seq,
  sentAt: instant,
  sender: memberId,
  greeting: text,
  mine: optional(whole),
  claims: list(claim),
  refunded: whole,
  endedAt: optional(instant),
});
export type RedPacketView = Decoded<typeof redPacketView>;

const answered = object({ outcome: redPacketOutcome, coins: optional(whole) });
export type Answered = Decoded<typeof answered>;

const sent = object({ redPacket: redPacketId, room: roomId, message: seq, at: instant });
const mine = object({ redPacket: redPacketId, coins: whole });

/** A red packet to send; see `weilu.redpacket.RedPacketWish`. */
export interface NewRedPacket {
  clientMessageId: ClientMessageId;
  kind: RedPacketCard['kind'];
  amount: number;
  count: number;
  greeting: string;
  cover: string;
  expiresInSeconds: number;
  to?: MemberId;
  memberSince?: string;
  hint?: string;
  words?: string;
  anywhere?: boolean;
}

export const redPacketApi = {
  send: (room: RoomId, wish: NewRedPacket) => post(`/api/rooms/${room}/red-packets`, sent, wish),
  mine: (room: RoomId) => get(`/api/rooms/${room}/red-packets/mine`, list(mine)),
  read: (id: RedPacketId) => get(`/api/red-packets/${id}`, redPacketView),
  claim: (id: RedPacketId, words: string | null) => post(`/api/red-packets/${id}/claims`, answered, words === null ? {} : { words }),
};
