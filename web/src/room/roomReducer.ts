import * as windows from '../message/window';
import type { MessageWindow } from '../message/window';
import { never } from '../protocol/decode';
import type { FrameOf, ServerFrame } from '../protocol/frames';
import type { MessagePage, Notify, RoomBlocks, RoomSnapshot } from '../protocol/http';
import type { MemberId, Seq } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
import { applyEvent } from './roomEvents';
import type { LiveTurn, RoomState } from './roomState';

export const TYPING_MILLIS = 6_000;
const NO_BLOCKS: RoomBlocks = { mine: [], silenced: false };

export type RoomAction =
  | { type: 'frame'; frame: ServerFrame; now: number }
  | { type: 'pageLoaded'; which: 'earlier' | 'later'; window: 'live' | 'past'; page: MessagePage }
  | { type: 'jumped'; page: MessagePage }
  | { type: 'returnedToLive' }
  | { type: 'quotedLoaded'; seq: Seq; message: MessageView | null }
  | { type: 'pinsLoaded'; pinned: MessageView[] }
  | { type: 'readMine'; seq: Seq }
  | { type: 'newLineSet'; after: Seq | null }
  | { type: 'notifySet'; notify: Notify }
  | { type: 'blocksKnown'; blocks: RoomBlocks }
  | { type: 'typingExpired'; now: number };

export function fromSnapshot(snapshot: RoomSnapshot, before: RoomState | null, stale = false): RoomState {
  return {
    room: snapshot.room,
    me: snapshot.me,
    members: new Map(snapshot.members.map((member) => [member.id, member])),
    seq: snapshot.seq,
    live: { messages: snapshot.messages, hasEarlier: snapshot.hasEarlier, hasLater: false },
    past: before?.past ?? null,
    pinned: snapshot.pinned,
    pinsStale: false,
    quoted: before?.quoted ?? new Map(),
    online: new Set(snapshot.online),
    reads: new Map(snapshot.reads.map((read) => [read.member, read.seq])),
    typing: new Map(),
    turns: before?.turns ?? new Map(),
    newAfter: before === null || before.stale ? snapshot.me.readSeq : before.newAfter,
    // A snapshot that an older page has cached knows none.
    rules: snapshot.rules ?? [],
    waitingAtDoor: before?.waitingAtDoor ?? 0,
    agentsWaiting: before?.agentsWaiting ?? null,
    reported: before?.reported ?? 0,
    blocks: before?.blocks ?? NO_BLOCKS,
    stale,
  };
}

export function reduceRoom(state: RoomState, action: RoomAction): RoomState {
  switch (action.type) {
    case 'frame':
      return applyFrame(state, action.frame, action.now);
    case 'pageLoaded':
      return addPage(state, action);
    case 'jumped':
      return settlePast({ ...state, past: windowOf(action.page) });
    case 'returnedToLive':
      return { ...state, past: null };
    case 'quotedLoaded':
      return { ...state, quoted: new Map(state.quoted).set(action.seq, action.message) };
    case 'pinsLoaded':
      return { ...state, pinned: action.pinned, pinsStale: false };
    case 'readMine':
      return { ...state, me: { ...state.me, readSeq: later(state.me.readSeq, action.seq) } };
    case 'newLineSet':
      return { ...state, newAfter: action.after };
    case 'notifySet':
      return { ...state, me: { ...state.me, notify: action.notify } };
    case 'blocksKnown':
      return { ...state, blocks: action.blocks };
    case 'typingExpired':
      return expireTyping(state, action.now);
    default:
      return never(action);
  }
}

/** The window on the screen: where the reader jumped to, else the newest messages. */
export function shownWindow(state: RoomState): MessageWindow {
  return state.past ?? state.live;
}

export function findMessage(state: RoomState, wanted: Seq): MessageView | null | undefined {
  return (
    windows.find(state.live, wanted) ??
    (state.past === null ? undefined : windows.find(state.past, wanted)) ??
    state.pinned.find((message) => message.seq === wanted) ??
    state.quoted.get(wanted)
  );
}

function applyFrame(state: RoomState, frame: ServerFrame, now: number): RoomState {
  switch (frame.type) {
    case 'event':
      // Each event once, in order: what we have is passed over, what would leave a gap waits for a resume.
      return frame.seq === state.seq + 1 ? applyEvent(state, frame) : state;
    case 'typing':
      return { ...state, typing: new Map(state.typing).set(frame.member, now + TYPING_MILLIS) };
    case 'presence':
      return { ...state, online: new Set(frame.online) };
    case 'readMoved':
      return moveRead(state, frame.member, frame.seq);
    case 'turnStarted':
      return withTurn(state, { ...frame, text: '', reached: 0, thinking: '', thoughtTo: 0 });
    case 'turnDelta':
      return addDelta(state, frame);
    case 'turnEnded':
      return dropTurn(state, frame);
    case 'joinRequestsChanged':
      return { ...state, waitingAtDoor: frame.waiting };
    case 'agentSeatsChanged':
      return { ...state, agentsWaiting: frame.waiting };
    case 'reportsChanged':
      return { ...state, reported: frame.waiting };
    case 'welcome':
      return { ...state, turns: new Map(), typing: new Map() };
    case 'accepted':
    case 'refused':
    case 'redPacketAnswered':
    case 'resync':
    case 'roomOpened':
    case 'roomClosed':
    case 'importProgress':
    case 'coinsChanged':
    case 'pong':
      return state;
    default:
      return never(frame);
  }
}

function moveRead(state: RoomState, member: MemberId, seq: Seq): RoomState {
  const known = state.reads.get(member);
  const reads = known !== undefined && known >= seq ? state.reads : new Map(state.reads).set(member, seq);
  const mine = member === state.me.member ? { ...state.me, readSeq: later(state.me.readSeq, seq) } : state.me;
  return { ...state, reads, me: mine };
}

function withTurn(state: RoomState, turn: LiveTurn): RoomState {
  return { ...state, turns: new Map(state.turns).set(turn.turn, turn) };
}

function addDelta(state: RoomState, frame: FrameOf<'turnDelta'>): RoomState {
  const turn = state.turns.get(frame.turn);
  if (turn === undefined) return state;
  const before = frame.thinking ? turn.thoughtTo : turn.reached;
  const fresh = frame.text.slice(Math.max(0, before - frame.from));
  const more = (frame.from > before ? ' … ' : '') + fresh;
  const after = Math.max(before, frame.from + frame.text.length);
  return withTurn(state, frame.thinking ? { ...turn, thinking: turn.thinking + more, thoughtTo: after } : { ...turn, text: turn.text + more, reached: after });
}

function dropTurn(state: RoomState, frame: FrameOf<'turnEnded'>): RoomState {
  if (!state.turns.has(frame.turn)) return state;
  const turns = new Map(state.turns);
  turns.delete(frame.turn);
  return { ...state, turns };
}

function addPage(state: RoomState, action: Extract<RoomAction, { type: 'pageLoaded' }>): RoomState {
  const add = action.which === 'earlier' ? windows.addEarlier : windows.addLater;
  if (action.window === 'live') return { ...state, live: add(state.live, windowOf(action.page)) };
  return state.past === null ? state : settlePast({ ...state, past: add(state.past, windowOf(action.page)) });
}

/** Once the reader's place and the newest messages meet they become one window again. */
function settlePast(state: RoomState): RoomState {
  const joined = state.past === null ? null : windows.join(state.past, state.live);
  return joined === null ? state : { ...state, live: joined, past: null };
}

function windowOf(page: MessagePage): MessageWindow {
  return { messages: page.messages, hasEarlier: page.hasEarlier, hasLater: page.hasLater };
}

function expireTyping(state: RoomState, now: number): RoomState {
  const typing = new Map([...state.typing].filter(([, until]) => until > now));
  return typing.size === state.typing.size ? state : { ...state, typing };
}

function later(one: Seq, other: Seq): Seq {
  return one > other ? one : other;
}
