import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../protocol/frames';
import type { Seq, TurnId } from '../protocol/ids';
import { ALU, ROOM, XIAOHONG, XIAOMING, event, member, message, posted, snapshot } from './cast';
import { fromSnapshot, reduceRoom, shownWindow } from './roomReducer';
import type { RoomState } from './roomState';

const NOW = 1_000_000;

function after(state: RoomState, ...frames: ServerFrame[]): RoomState {
  return frames.reduce((room, frame) => reduceRoom(room, { type: 'frame', frame, now: NOW }), state);
}

/** The durable part of a room: what a fresh snapshot would say. */
function durable(state: RoomState) {
  const { room, members, seq, live, pinned } = state;
  return { room, members: [...members.values()], seq, messages: live.messages, pinned };
}

const seq = (n: number) => n as Seq;

describe('a stale snapshot plus the events after it is the fresh snapshot', () => {
  const before = [message(1), message(2)];
  const stale = fromSnapshot(snapshot(before), null);

  it('messagePosted', () => {
    expect(durable(after(stale, posted(3)))).toEqual(durable(fromSnapshot(snapshot([...before, message(3)]), null)));
  });

  it('messageEdited', () => {
    const edited = { ...message(1), body: '改了', mentions: [XIAOMING], editedAt: 180_000 };
    const fresh = fromSnapshot(snapshot([edited, message(2)], { seq: seq(3) }), null);
    expect(durable(after(stale, event(3, { type: 'messageEdited', message: seq(1), body: '改了', mentions: [XIAOMING] })))).toEqual(durable(fresh));
  });

  it('messageRecalled: the text is gone from everywhere', () => {
    const pinned = { ...message(1), pinned: true };
    const start = fromSnapshot(snapshot([pinned, message(2)], { pinned: [pinned] }), null);
    const trace = { ...message(1), body: '', recalledBy: XIAOHONG };
    const fresh = fromSnapshot(snapshot([trace, message(2)], { seq: seq(3) }), null);
    const result = after(start, event(3, { type: 'messageRecalled', message: seq(1), by: XIAOHONG }));
    expect(durable(result)).toEqual(durable(fresh));
    expect(JSON.stringify([...result.quoted, result.live, result.pinned])).not.toContain('第 1 句');
  });

  it('reactionChanged, on and off', () => {
    const on = event(3, { type: 'reactionChanged', message: seq(1), member: XIAOHONG, emoji: '🔥', on: true });
    const off = event(4, { type: 'reactionChanged', message: seq(1), member: XIAOHONG, emoji: '🔥', on: false });
    const lit = { ...message(1), reactions: [{ emoji: '🔥', members: [XIAOHONG] }] };
    expect(durable(after(stale, on))).toEqual(durable(fromSnapshot(snapshot([lit, message(2)], { seq: seq(3) }), null)));
    expect(durable(after(stale, on, off))).toEqual(durable(fromSnapshot(snapshot(before, { seq: seq(4) }), null)));
  });

  it('pinChanged', () => {
    const pinned = { ...message(2), pinned: true };
    const fresh = fromSnapshot(snapshot([message(1), pinned], { seq: seq(3), pinned: [pinned] }), null);
    expect(durable(after(stale, event(3, { type: 'pinChanged', message: seq(2), by: XIAOHONG, pinned: true })))).toEqual(durable(fresh));
  });

  it('memberJoined, memberChanged, memberLeft', () => {
    const grandma = member(10 as typeof XIAOHONG, '外婆');
    const joined = after(stale, event(3, { type: 'memberJoined', member: grandma }));
    const changed = after(joined, event(4, { type: 'memberChanged', member: { ...grandma, role: 'admin' }, by: XIAOMING }));
    const left = after(changed, event(5, { type: 'memberLeft', member: grandma.id, how: 'kicked', by: XIAOMING }));
    const members = [...snapshot().members, { ...grandma, role: 'admin' as const, present: false }];
    expect(durable(left)).toEqual(durable(fromSnapshot(snapshot(before, { seq: seq(5), members }), null)));
  });

  it('consentChanged, once although a fresh snapshot holds it already', () => {
    const change = { consent: 'local' as const, noStore: null, by: XIAOMING };
    const heard = event(3, { type: 'consentChanged', ...change });
    const rules = [{ seq: seq(3), at: heard.at, ...change }];
    const fresh = fromSnapshot(snapshot(before, { seq: seq(3), rules }), null);
    expect(after(stale, heard).rules).toEqual(fresh.rules);
    expect(durable(after(stale, heard))).toEqual(durable(fresh));
    expect(after(fromSnapshot(snapshot(before, { rules }), null), heard).rules).toEqual(rules);
  });

  it('roomChanged', () => {
    const room = { ...snapshot().room, name: '清汤派' };
    expect(durable(after(stale, event(3, { type: 'roomChanged', room, by: XIAOMING })))).toEqual(
      durable(fromSnapshot(snapshot(before, { seq: seq(3), room }), null)),
    );
  });
});

describe('the log', () => {
  const start = fromSnapshot(snapshot([message(1)]), null);

  it('takes each event once and in order: repeats and gaps change nothing', () => {
    expect(after(start, posted(1))).toBe(start);
    expect(after(start, posted(3))).toBe(start);
    expect(after(start, posted(2), posted(2), posted(3)).live.messages.map((one) => one.seq)).toEqual([1, 2, 3]);
  });

  it('lets an event of a newer server take its place', () => {
    const unknown: ServerFrame = { type: 'event', room: ROOM, seq: seq(2), at: 0, event: { type: 'unknown' } };
    expect(after(start, unknown, posted(3)).live.messages.map((one) => one.seq)).toEqual([1, 3]);
  });
});

describe('the reader elsewhere in the past', () => {
  const start = fromSnapshot(snapshot([message(50), message(51)], { hasEarlier: true }), null);
  const page = { messages: [message(10), message(11)], hasEarlier: true, hasLater: true };
  const there = reduceRoom(start, { type: 'jumped', page });

  it('does not move when something is said, and has it on coming back', () => {
    const later = after(there, posted(52));
    expect(shownWindow(later).messages).toHaveLength(2);
    expect(shownWindow(reduceRoom(later, { type: 'returnedToLive' })).messages.at(-1)?.seq).toBe(52);
  });

  it('is one run again once pages meet', () => {
    const meeting = { messages: [message(12), message(49), message(50)], hasEarlier: true, hasLater: true };
    const joined = reduceRoom(there, { type: 'pageLoaded', which: 'later', window: 'past', page: meeting });
    expect(joined.past).toBeNull();
    expect(joined.live.messages.map((one) => one.seq)).toEqual([10, 11, 12, 49, 50, 51]);
  });

  it('sees edits in both places', () => {
    const edited = after(there, event(52, { type: 'messageEdited', message: seq(10), body: '改', mentions: [] }));
    expect(shownWindow(edited).messages[0]?.body).toBe('改');
  });
});

describe('an answer on its way', () => {
  const turn = 't1' as TurnId;
  const started: ServerFrame = { type: 'turnStarted', room: ROOM, turn, agent: ALU, trigger: seq(1), stoppable: true };
  const delta = (from: number, text: string, thinking = false): ServerFrame => ({ type: 'turnDelta', room: ROOM, turn, from, text, thinking });
  const start = fromSnapshot(snapshot([message(1)]), null);

  it('grows by deltas, takes repeats once and shows a gap', () => {
    expect(after(start, started, delta(0, '周六'), delta(0, '周六'), delta(1, '六七点')).turns.get(turn)?.text).toBe('周六七点');
    expect(after(start, started, delta(0, '周六'), delta(9, '蜀香园')).turns.get(turn)?.text).toBe('周六 … 蜀香园');
  });

  it('keeps thoughts apart from words', () => {
    const grown = after(start, started, delta(0, '先看', true), delta(2, '时间', true), delta(0, '周六'), delta(1, '间', true)).turns.get(turn);
    expect(grown).toMatchObject({ thinking: '先看时间', text: '周六' });
  });

  it('goes when the turn ends', () => {
    expect(after(start, started, { type: 'turnEnded', room: ROOM, turn }).turns.size).toBe(0);
  });
});
