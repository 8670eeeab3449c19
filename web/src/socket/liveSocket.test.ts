import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerFrame } from '../protocol/frames';
import type { RoomId, Seq } from '../protocol/ids';
import { retryMillis } from './backoff';
import type { Connection } from './liveSocket';
import { LiveSocket, SIGNED_OUT, SILENCE_MILLIS_MAX, WELCOME_MILLIS_MAX } from './liveSocket';

/** The other end, in the test's hand. */
class Wire {
  static made: Wire[] = [];
  readyState: number = WebSocket.OPEN;
  sent: { type: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closed = false;

  constructor() {
    Wire.made.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as { type: string });
  }
  close() {
    this.closed = true;
  }
  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  welcome() {
    this.onopen?.();
    this.say({ type: 'welcome', account: 3, now: '2026-11-22T12:00:00Z', rooms: [] });
  }
}

function make() {
  const frames: ServerFrame[] = [];
  const connections: Connection[] = [];
  const owner = {
    cursors: () => [{ room: 420185367 as RoomId, after: 9 as Seq }],
    onFrame: (frame: ServerFrame) => frames.push(frame),
    onConnection: (connection: Connection) => connections.push(connection),
  };
  const socket = new LiveSocket('ws://x/socket', owner, () => new Wire() as unknown as WebSocket);
  socket.start();
  return { socket, frames, connections, wire: () => Wire.made.at(-1)! };
}

describe('the live socket', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    Wire.made = [];
  });
  afterEach(() => vi.useRealTimers());

  it('begins with hello and what it has, and is online once welcomed', () => {
    const { socket, connections, wire } = make();
    wire().onopen?.();
    expect(wire().sent).toEqual([{ type: 'hello', protocol: 1, cursors: [{ room: 420185367, after: 9 }] }]);
    expect(socket.send({ type: 'ping', n: 1 })).toBe(false);
    wire().welcome();
    expect(connections).toEqual(['connecting', 'online']);
    expect(socket.send({ type: 'ping', n: 1 })).toBe(true);
    socket.stop();
  });

  it('comes back after a loss, later each time', () => {
    const { socket, connections, wire } = make();
    wire().welcome();
    wire().onclose?.({ code: 1006 });
    expect(connections.at(-1)).toBe('waiting');
    vi.advanceTimersByTime(1_000);
    expect(Wire.made).toHaveLength(2);
    expect(retryMillis(9, () => 1)).toBeGreaterThan(retryMillis(1, () => 1));
    expect(retryMillis(99, () => 1)).toBeLessThan(31_000);
    socket.stop();
  });

  it('does not come back when told so', () => {
    const { connections, wire } = make();
    wire().welcome();
    wire().onclose?.({ code: SIGNED_OUT });
    vi.advanceTimersByTime(120_000);
    expect(connections.at(-1)).toBe('refused');
    expect(Wire.made).toHaveLength(1);
  });

  it('gives up a connection that says nothing, and one that never welcomes', () => {
    const { socket, wire } = make();
    vi.advanceTimersByTime(WELCOME_MILLIS_MAX);
    expect(wire().closed).toBe(true);
    vi.advanceTimersByTime(1_000);
    wire().welcome();
    const silent = wire();
    vi.advanceTimersByTime(SILENCE_MILLIS_MAX + 25_000);
    expect(silent.sent.some((frame) => frame.type === 'ping')).toBe(true);
    expect(silent.closed).toBe(true);
    socket.stop();
  });

  it('passes over what it cannot read', () => {
    const { socket, frames, wire } = make();
    wire().welcome();
    wire().onmessage?.({ data: '{"type":"fromTheFuture"}' });
    wire().onmessage?.({ data: 'not json' });
    wire().say({ type: 'pong', n: 1, now: '2026-11-22T12:00:00Z' });
    expect(frames.map((frame) => frame.type)).toEqual(['welcome', 'pong']);
    socket.stop();
  });
});
