import { describe, expect, it } from 'vitest';
import { serverFrame } from '../protocol/frames';
import { roomSnapshot } from '../protocol/http';
import { fromSnapshot, reduceRoom } from './roomReducer';
import type { RoomState } from './roomState';

/** Recorded by the server's SnapshotPlusEventsTest: what a client saw, what it heard, what it must hold then. */
interface Trace {
  before: unknown;
  events: Record<string, unknown>[];
  after: unknown;
}

const files = import.meta.glob('../../../protocol/traces/*.json', { eager: true, import: 'default' });
const traces = Object.entries(files).map(([path, trace]) => [path.split('/').at(-1) ?? '', trace as Trace] as const);

/** What comes by events; who is connected and who has read how far comes by live frames. */
function comparable(state: RoomState) {
  const { room, me, members, seq, live, pinned } = state;
  return { room, me, members: [...members.values()], seq, messages: live.messages, hasEarlier: live.hasEarlier, pinned };
}

function play(trace: Trace): RoomState {
  return trace.events
    .map((event) => serverFrame(event))
    .reduce<RoomState>((state, frame) => reduceRoom(state, { type: 'frame', frame, now: 0 }), fromSnapshot(roomSnapshot(trace.before), null));
}

describe('recorded traces', () => {
  it.each(traces)('[RM4] %s: a stale snapshot plus events is the fresh snapshot', (_name, trace) => {
    expect(comparable(play(trace))).toEqual(comparable(fromSnapshot(roomSnapshot(trace.after), null)));
  });

  it('[RM4] there are traces', () => {
    expect(traces.length).toBeGreaterThanOrEqual(10);
  });
});
