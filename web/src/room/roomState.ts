import type { MessageWindow } from '../message/window';
import type { Mine, RoomBlocks } from '../protocol/http';
import type { AttachmentId, ClientMessageId, MemberId, RoomId, Seq, TurnId } from '../protocol/ids';
import type { MemberView, MessageView, RoomView, RuleChange } from '../protocol/views';

/** An answer on its way: what an agent has said so far. */
export interface LiveTurn {
  readonly turn: TurnId;
  readonly agent: MemberId;
  readonly trigger: Seq;
  readonly stoppable: boolean;
  readonly text: string;
  /** UTF-16 units the server has sent; more than the text's length once a delta was missed. */
  readonly reached: number;
  /** What the model has thought so far, and how much of it the server has sent. */
  readonly thinking: string;
  readonly thoughtTo: number;
}

/** A room that is open on the screen. */
export interface RoomState {
  readonly room: RoomView;
  readonly me: Mine;
  readonly members: ReadonlyMap<MemberId, MemberView>;
  /** The last seq whose event is applied. */
  readonly seq: Seq;
  /** The newest messages: always reaches the head of the log. */
  readonly live: MessageWindow;
  /** Where the reader has jumped to, when that is not joined to the newest messages. */
  readonly past: MessageWindow | null;
  readonly pinned: readonly MessageView[];
  /** A pin changed on a message we do not hold: the list must be read again. */
  readonly pinsStale: boolean;
  /** Messages quoted by shown ones and not in a window; null: not there any more. */
  readonly quoted: ReadonlyMap<Seq, MessageView | null>;
  readonly online: ReadonlySet<MemberId>;
  readonly reads: ReadonlyMap<MemberId, Seq>;
  /** Who is typing, until when. */
  readonly typing: ReadonlyMap<MemberId, number>;
  readonly turns: ReadonlyMap<TurnId, LiveTurn>;
  /** How far one had read when the room was opened: the "new since" line stands after it. */
  readonly newAfter: Seq | null;
  /** The last changes of what may go to models, the first of them first. */
  readonly rules: readonly RuleChange[];
  readonly waitingAtDoor: number;
  /** Agents that wait for an admin's yes; null until this page has heard of any. */
  readonly agentsWaiting: number | null;
  /** Reported messages that wait for an admin, as far as this page has heard. */
  readonly reported: number;
  /** As last read: blocks are nobody else's business, so no event tells of them. */
  readonly blocks: RoomBlocks;
  /** From the cache, shown until the server's own snapshot comes. */
  readonly stale: boolean;
}

/** A message of one's own that the server has not accepted yet, or has refused. */
export interface OutboxItem {
  readonly clientMessageId: ClientMessageId;
  readonly account: number;
  readonly room: RoomId;
  readonly body: string;
  readonly quote: Seq | null;
  readonly mentions: MemberId[];
  readonly files: OutboxFile[];
  readonly createdAt: number;
  readonly state: 'waiting' | 'sending' | 'accepted' | 'failed';
  /** Why it was refused, as a problem code. */
  readonly problem: string | null;
  /** Its seq once accepted, until the event itself arrives. */
  readonly seq: Seq | null;
}

/** A file that goes with a waiting message; its bytes lie in IndexedDB until they are uploaded. */
export interface OutboxFile {
  readonly id: string;
  readonly kind: 'picture' | 'file' | 'voice';
  readonly name: string;
  readonly bytes: Blob;
  readonly seconds: number | null;
  readonly waveform: number[] | null;
  /** Set once uploaded. */
  readonly attachment: AttachmentId | null;
}
