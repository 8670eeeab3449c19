import { never } from '../protocol/decode';
import type { FrameOf, ServerFrame } from '../protocol/frames';
import type { Notify, RoomEntry } from '../protocol/http';
import type { RoomId, Seq } from '../protocol/ids';
import { messageOf, recall } from './roomEvents';

/** The list of one's rooms, by id; its order on the screen is by what happened last. */
export interface RoomsState {
  readonly entries: ReadonlyMap<RoomId, RoomEntry>;
  readonly loaded: boolean;
}

export const NO_ROOMS: RoomsState = { entries: new Map(), loaded: false };

export type RoomsAction =
  | { type: 'roomsLoaded'; rooms: RoomEntry[] }
  | { type: 'frame'; frame: ServerFrame; spokenTo?: boolean }
  | { type: 'entryAdded'; entry: RoomEntry }
  | { type: 'entryRemoved'; room: RoomId }
  | { type: 'readMine'; room: RoomId; seq: Seq }
  | { type: 'notifySet'; room: RoomId; notify: Notify };

export function reduceRooms(state: RoomsState, action: RoomsAction): RoomsState {
  switch (action.type) {
    case 'roomsLoaded':
      return { loaded: true, entries: new Map(action.rooms.map((entry) => [entry.room.id, entry])) };
    case 'frame':
      return applyFrame(state, action.frame, action.spokenTo);
    case 'entryAdded':
      return { ...state, entries: new Map(state.entries).set(action.entry.room.id, action.entry) };
    case 'entryRemoved':
      return without(state, action.room);
    case 'readMine':
      return change(state, action.room, (entry) => readUpTo(entry, action.seq));
    case 'notifySet':
      return change(state, action.room, (entry) => ({ ...entry, me: { ...entry.me, notify: action.notify } }));
    default:
      return never(action);
  }
}

/** Newest first; a room nobody has spoken in yet stands by its head. */
export function roomsInOrder(state: RoomsState): RoomEntry[] {
  return [...state.entries.values()].sort((one, other) => (other.last?.at ?? 0) - (one.last?.at ?? 0));
}

/** Messages that ask for attention in all rooms, for the title's badge. */
export function unreadInAll(state: RoomsState): number {
  let sum = 0;
  for (const entry of state.entries.values()) {
    if (entry.me.notify === 'all') sum += entry.unread;
    if (entry.me.notify === 'mentions') sum += entry.mentions;
  }
  return sum;
}

/** @param spokenTo whether it speaks to the reader; not given for a room that is not open, whose counts come with the list soon */
function applyFrame(state: RoomsState, frame: ServerFrame, spokenTo?: boolean): RoomsState {
  switch (frame.type) {
    case 'event':
      return change(state, frame.room, (entry) => applyEvent(entry, frame, spokenTo));
    case 'readMoved':
      return change(state, frame.room, (entry) =>
        entry.me.member === frame.member ? readUpTo(entry, frame.seq) : entry,
      );
    case 'roomClosed':
      return without(state, frame.room);
    default:
      return state;
  }
}

function applyEvent(entry: RoomEntry, frame: FrameOf<'event'>, spokenTo = false): RoomEntry {
  if (frame.seq <= entry.headSeq) return entry;
  const next = { ...entry, headSeq: frame.seq };
  const event = frame.event;
  switch (event.type) {
    case 'messagePosted': {
      const mine = event.author === entry.me.member;
      const named = spokenTo || event.mentions.includes(entry.me.member);
      return {
        ...next,
        last: messageOf(frame, event),
        lastAuthorName: null,
        me: mine ? { ...entry.me, readSeq: frame.seq } : entry.me,
        unread: mine ? 0 : entry.unread + 1,
        mentions: mine ? 0 : entry.mentions + (named ? 1 : 0),
      };
    }
    case 'messageEdited': {
      const last = entry.last?.seq === event.message ? { ...entry.last, body: event.body } : entry.last;
      return { ...next, last, mentions: entry.mentions + (spokenTo ? 1 : 0) };
    }
    case 'messageRecalled':
      return entry.last?.seq === event.message ? { ...next, last: recall(entry.last, event.by) } : next;
    case 'memberChanged':
    case 'memberJoined':
      return entry.counterpart?.id === event.member.id ? { ...next, counterpart: event.member } : next;
    case 'roomChanged':
      return { ...next, room: event.room };
    case 'memberLeft':
    case 'pinChanged':
    case 'reactionChanged':
    case 'toolCallChanged':
    case 'redPacketClaimed':
    case 'redPacketEnded':
    case 'consentChanged':
    case 'unknown':
      return next;
    default:
      return never(event);
  }
}

function readUpTo(entry: RoomEntry, seq: Seq): RoomEntry {
  if (seq < entry.me.readSeq) return entry;
  const all = seq >= (entry.last?.seq ?? entry.headSeq);
  return {
    ...entry,
    me: { ...entry.me, readSeq: seq },
    unread: all ? 0 : entry.unread,
    mentions: all ? 0 : entry.mentions,
  };
}

function change(state: RoomsState, room: RoomId, how: (entry: RoomEntry) => RoomEntry): RoomsState {
  const entry = state.entries.get(room);
  if (entry === undefined) return state;
  const changed = how(entry);
  return changed === entry ? state : { ...state, entries: new Map(state.entries).set(room, changed) };
}

function without(state: RoomsState, room: RoomId): RoomsState {
  const entries = new Map(state.entries);
  entries.delete(room);
  return { ...state, entries };
}
