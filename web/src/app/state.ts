import { useSyncExternalStore } from 'react';
import type { OutboxAction } from '../message/outboxReducer';
import { reduceOutbox } from '../message/outboxReducer';
import { never } from '../protocol/decode';
import type { ServerFrame } from '../protocol/frames';
import type { Me, Notify, RoomEntry, RoomSnapshot, ServerInfo } from '../protocol/http';
import type { RoomId, Seq } from '../protocol/ids';
import type { RoomAction } from '../room/roomReducer';
import { fromSnapshot, reduceRoom } from '../room/roomReducer';
import type { OutboxItem, RoomState } from '../room/roomState';
import type { RoomsState } from '../room/roomsReducer';
import { NO_ROOMS, reduceRooms } from '../room/roomsReducer';
import { speaksToMe } from '../room/spokenTo';
import type { Connection } from '../socket/liveSocket';

export interface AppState {
  readonly server: ServerInfo | null;
  /** `undefined` until we know whether somebody is signed in; null when nobody is. */
  readonly me: Me | null | undefined;
  readonly connection: Connection;
  readonly rooms: RoomsState;
  readonly open: ReadonlyMap<RoomId, RoomState>;
  /** Rooms that could not be opened, with the problem's code. */
  readonly failed: ReadonlyMap<RoomId, string>;
  readonly outbox: ReadonlyMap<RoomId, readonly OutboxItem[]>;
}

export type AppAction =
  | { type: 'serverKnown'; server: ServerInfo }
  | { type: 'meKnown'; me: Me | null }
  | { type: 'connection'; connection: Connection }
  | { type: 'roomsLoaded'; rooms: RoomEntry[] }
  | { type: 'snapshot'; snapshot: RoomSnapshot; stale: boolean }
  | { type: 'openFailed'; room: RoomId; code: string }
  | { type: 'roomDropped'; room: RoomId }
  | { type: 'notifySet'; room: RoomId; notify: Notify }
  | { type: 'readMine'; room: RoomId; seq: Seq }
  | { type: 'frame'; frame: ServerFrame; now: number }
  | { type: 'room'; room: RoomId; action: RoomAction }
  | OutboxAction;

export const INITIAL: AppState = {
  server: null,
  me: undefined,
  connection: 'idle',
  rooms: NO_ROOMS,
  open: new Map(),
  failed: new Map(),
  outbox: new Map(),
};

export function reduceApp(state: AppState, action: AppAction): AppState {
  switch (action.type) {
    case 'serverKnown':
      return { ...state, server: action.server };
    case 'meKnown':
      return sameAccount(state, action.me) ? { ...state, me: action.me } : { ...INITIAL, server: state.server, me: action.me };
    case 'connection':
      return { ...state, connection: action.connection };
    case 'roomsLoaded':
      return { ...state, rooms: reduceRooms(state.rooms, action) };
    case 'snapshot':
      return takeSnapshot(state, action.snapshot, action.stale);
    case 'openFailed':
      return { ...state, failed: new Map(state.failed).set(action.room, action.code) };
    case 'roomDropped':
      return dropRoom(state, action.room);
    case 'notifySet':
      return { ...inRoom(state, action.room, action), rooms: reduceRooms(state.rooms, action) };
    case 'readMine':
      return { ...inRoom(state, action.room, action), rooms: reduceRooms(state.rooms, action) };
    case 'frame':
      return applyFrame(state, action.frame, action.now);
    case 'room':
      return inRoom(state, action.room, action.action);
    case 'outboxLoaded':
    case 'outboxPut':
    case 'outboxRemoved':
      return { ...state, outbox: reduceOutbox(state.outbox, action) };
    default:
      return never(action);
  }
}

function applyFrame(before: AppState, frame: ServerFrame, now: number): AppState {
  const open = frame.type === 'event' ? before.open.get(frame.room) : undefined;
  const spokenTo = open === undefined || frame.type !== 'event' ? undefined : speaksToMe(open, frame.event);
  const state = { ...before, rooms: reduceRooms(before.rooms, { type: 'frame', frame, spokenTo }) };
  if (frame.type === 'roomClosed') return dropRoom(state, frame.room);
  if (frame.type === 'welcome') return everyRoom(state, { type: 'frame', frame, now });
  if (!('room' in frame) || frame.room === null) return state;
  const next = inRoom(state, frame.room, { type: 'frame', frame, now });
  return { ...next, outbox: reduceOutbox(next.outbox, { type: 'frame', frame }) };
}

function takeSnapshot(state: AppState, snapshot: RoomSnapshot, stale: boolean): AppState {
  const room = snapshot.room.id;
  const before = state.open.get(room) ?? null;
  if (before !== null && stale) return state;
  const failed = new Map(state.failed);
  failed.delete(room);
  // An answer that was overtaken by events is older than what is shown: keep the newer.
  if (before !== null && !before.stale && before.seq > snapshot.seq) return { ...state, failed };
  return { ...state, failed, open: new Map(state.open).set(room, fromSnapshot(snapshot, before, stale)) };
}

function inRoom(state: AppState, room: RoomId, action: RoomAction): AppState {
  const before = state.open.get(room);
  if (before === undefined) return state;
  const after = reduceRoom(before, action);
  return after === before ? state : { ...state, open: new Map(state.open).set(room, after) };
}

function everyRoom(state: AppState, action: RoomAction): AppState {
  return { ...state, open: new Map([...state.open].map(([room, open]) => [room, reduceRoom(open, action)])) };
}

function dropRoom(state: AppState, room: RoomId): AppState {
  const open = new Map(state.open);
  open.delete(room);
  return { ...state, open, rooms: reduceRooms(state.rooms, { type: 'entryRemoved', room }) };
}

function sameAccount(state: AppState, me: Me | null): boolean {
  return state.me !== undefined && state.me?.account === me?.account;
}

/** The one store of the page: a reducer and who wants to know. */
export class AppStore {
  private state: AppState = INITIAL;
  private readonly listeners = new Set<() => void>();

  readonly get = (): AppState => this.state;

  readonly dispatch = (action: AppAction): void => {
    const next = reduceApp(this.state, action);
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** `select` must return parts of the state, not fresh objects. */
export function useStore<T>(store: AppStore, select: (state: AppState) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
