import type { Decoded } from './decode';
import { flag, instant, list, object, oneOf, optional, text, union, whole, withDefault } from './decode';
import { clientMessageId, memberId, seq, toolCallId } from './ids';
import { about, allowed, answer, attachment, brought, callStatus, memberView, redPacketCard, redPacketClaim, redPacketStatus, roomView } from './views';

export const departure = oneOf('left', 'kicked', 'banned');
export type Departure = Decoded<typeof departure>;

/** Anything durable that happens in a room (weilu.protocol.RoomEvent). */
export const roomEvent = union({
  messagePosted: object({
    author: memberId,
    clientMessageId: optional(clientMessageId),
    body: withDefault(text, ''),
    quote: optional(seq),
    mentions: list(memberId),
    attachments: list(attachment),
    importedAs: optional(text),
    postedAt: optional(instant),
    hops: withDefault(whole, 0),
    answer: optional(answer),
    recalled: withDefault(flag, false),
    about: optional(about),
    brought: optional(brought),
    redPacket: optional(redPacketCard),
  }),
  messageEdited: object({ message: seq, body: text, mentions: list(memberId) }),
  messageRecalled: object({ message: seq, by: memberId }),
  reactionChanged: object({ message: seq, member: memberId, emoji: text, on: flag }),
  pinChanged: object({ message: seq, by: memberId, pinned: flag }),
  toolCallChanged: object({ message: seq, call: toolCallId, status: callStatus, by: optional(memberId) }),
  redPacketClaimed: object({ message: seq, claims: list(redPacketClaim) }),
  redPacketEnded: object({ message: seq, how: redPacketStatus, seed: optional(text), bestLuck: optional(memberId), refunded: whole }),
  memberJoined: object({ member: memberView }),
  memberChanged: object({ member: memberView, by: optional(memberId) }),
  memberLeft: object({ member: memberId, how: departure, by: optional(memberId) }),
  roomChanged: object({ room: roomView, by: optional(memberId) }),
  consentChanged: object({ consent: optional(allowed), noStore: optional(flag), by: memberId }),
});
export type RoomEvent = Decoded<typeof roomEvent>;
