import type { Decoded, Decoder } from './decode';
import { DecodeError, flag, instant, list, object, optional, text, union, whole, withDefault } from './decode';
import type { RoomEvent } from './events';
import { departure, roomEvent } from './events';
import type { AttachmentId, ClientMessageId, MemberId, RedPacketId, RoomId, Seq } from './ids';
import { accountId, clientMessageId, memberId, redPacketId, roomId, seq, turnId } from './ids';
import { problem, redPacketOutcome } from './views';

export const PROTOCOL = 1;

/**
 * An event of a newer server than this page still takes its place in the log: were it dropped, its seq would look like
 * a gap for ever.
 */
const eventOrUnknown: Decoder<RoomEvent | { type: 'unknown' }> = (value, path) => {
  try {
    return roomEvent(value, path);
  } catch (failure) {
    if (failure instanceof DecodeError) return { type: 'unknown' };
    throw failure;
  }
};

/** What the server says on the socket (weilu.protocol.ServerFrame). */
export const serverFrame = union({
  welcome: object({ account: accountId, now: instant, rooms: list(object({ room: roomId, seq })) }),
  event: object({ room: roomId, seq, at: instant, event: eventOrUnknown }),
  accepted: object({ room: roomId, clientMessageId, seq, at: instant }),
  refused: object({ room: optional(roomId), clientMessageId: optional(clientMessageId), problem }),
  redPacketAnswered: object({ room: roomId, redPacket: redPacketId, outcome: redPacketOutcome, coins: optional(whole) }),
  resync: object({ room: roomId, head: seq }),
  roomOpened: object({ room: roomId, head: seq }),
  roomClosed: object({ room: roomId, how: departure }),
  typing: object({ room: roomId, member: memberId }),
  presence: object({ room: roomId, online: list(memberId) }),
  readMoved: object({ room: roomId, member: memberId, seq }),
  turnStarted: object({
    room: roomId,
    turn: turnId,
    agent: memberId,
    trigger: seq,
    stoppable: withDefault(flag, false),
  }),
  turnDelta: object({ room: roomId, turn: turnId, from: whole, text, thinking: withDefault(flag, false) }),
  turnEnded: object({ room: roomId, turn: turnId }),
  joinRequestsChanged: object({ room: roomId, waiting: whole }),
  agentSeatsChanged: object({ room: roomId, waiting: whole }),
  reportsChanged: object({ room: roomId, waiting: whole }),
  importProgress: object({
    room: roomId,
    importId: text,
    bytesRead: whole,
    bytesTotal: whole,
    imported: whole,
    repeated: whole,
    broken: whole,
    done: flag,
    problem: optional(problem),
  }),
  coinsChanged: object({ balance: whole }),
  pong: object({ n: whole, now: instant }),
});
export type ServerFrame = Decoded<typeof serverFrame>;
export type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

export interface Cursor {
  room: RoomId;
  after: Seq;
}

/** What the client says on the socket (weilu.protocol.ClientFrame). */
export type ClientFrame =
  | { type: 'hello'; protocol: number; cursors: Cursor[] }
  | {
      type: 'sendMessage';
      room: RoomId;
      clientMessageId: ClientMessageId;
      body: string;
      quote?: Seq;
      mentions: MemberId[];
      attachments: AttachmentId[];
    }
  | { type: 'claimRedPacket'; room: RoomId; redPacket: RedPacketId; words?: string }
  | { type: 'resume'; room: RoomId; after: Seq }
  | { type: 'moveRead'; room: RoomId; seq: Seq }
  | { type: 'sayTyping'; room: RoomId }
  | { type: 'ping'; n: number };
