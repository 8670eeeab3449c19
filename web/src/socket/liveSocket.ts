import { DecodeError } from '../protocol/decode';
import type { ClientFrame, Cursor, ServerFrame } from '../protocol/frames';
import { PROTOCOL, serverFrame } from '../protocol/frames';
import { retryMillis } from './backoff';

/** `refused`: the server told us not to come back (signed out, unknown protocol); the page must act first. */
export type Connection = 'idle' | 'connecting' | 'online' | 'waiting' | 'refused';

export interface SocketOwner {
  /** For each room held: the last seq we have (the server catches us up from there). */
  cursors(): Cursor[];
  onFrame(frame: ServerFrame): void;
  onConnection(connection: Connection, closeCode: number | null): void;
}

export const PING_MILLIS = 20_000;
export const SILENCE_MILLIS_MAX = 45_000;
/** A welcome that does not come in this time counts as a failed try. */
export const WELCOME_MILLIS_MAX = 10_000;

/** Close codes that say "do not come back": signed out, and not our protocol (weilu.socket.CloseCode). */
const FINAL_CODES = { first: 4100, last: 4299 };
export const SIGNED_OUT = 4100;

/** The one live connection of this tab: hello with cursors, pings, and reconnecting with back-off. */
export class LiveSocket {
  private socket: WebSocket | null = null;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private heardAt = 0;
  private pings = 0;
  private wanted = false;
  private welcomed = false;

  constructor(
    private readonly url: string,
    private readonly owner: SocketOwner,
    private readonly open: (url: string) => WebSocket = (address) => new WebSocket(address),
  ) {}

  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    window.addEventListener('online', this.comeBack);
    window.addEventListener('offline', this.checkNow);
    document.addEventListener('visibilitychange', this.comeBack);
    this.connect();
  }

  stop(): void {
    this.wanted = false;
    window.removeEventListener('online', this.comeBack);
    window.removeEventListener('offline', this.checkNow);
    document.removeEventListener('visibilitychange', this.comeBack);
    this.drop();
    this.owner.onConnection('idle', null);
  }

  /** False when the frame could not be handed to a live connection. */
  send(frame: ClientFrame): boolean {
    if (!this.welcomed || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  get online(): boolean {
    return this.welcomed;
  }

  /** After sleep or a change of network: find out at once instead of waiting out the back-off. */
  private readonly comeBack = (): void => {
    if (document.visibilityState === 'hidden') return;
    if (this.socket === null) {
      this.failures = 0;
      this.connect();
    } else {
      this.checkNow();
    }
  };

  private readonly checkNow = (): void => {
    if (this.socket === null) return;
    if (Date.now() - this.heardAt > SILENCE_MILLIS_MAX || !navigator.onLine) this.lost(null);
    else this.ping();
  };

  private connect(): void {
    clearTimeout(this.retry);
    if (!this.wanted || this.socket !== null) return;
    this.owner.onConnection('connecting', null);
    const socket = this.open(this.url);
    this.socket = socket;
    this.heardAt = Date.now();
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, cursors: this.owner.cursors() }));
    socket.onmessage = (event) => this.hear(socket, event.data);
    socket.onclose = (event) => socket === this.socket && this.lost(event.code);
    this.retry = setTimeout(() => !this.welcomed && this.lost(null), WELCOME_MILLIS_MAX);
    clearInterval(this.beat);
    this.beat = setInterval(() => this.checkNow(), PING_MILLIS);
  }

  private hear(socket: WebSocket, data: unknown): void {
    if (socket !== this.socket || typeof data !== 'string') return;
    this.heardAt = Date.now();
    const frame = decode(data);
    if (frame === null) return;
    if (frame.type === 'welcome') {
      clearTimeout(this.retry);
      this.failures = 0;
      this.welcomed = true;
      this.owner.onFrame(frame);
      this.owner.onConnection('online', null);
    } else {
      this.owner.onFrame(frame);
    }
  }

  private ping(): void {
    this.pings += 1;
    this.send({ type: 'ping', n: this.pings });
  }

  private lost(code: number | null): void {
    this.drop();
    if (!this.wanted) return;
    if (code !== null && code >= FINAL_CODES.first && code <= FINAL_CODES.last) {
      this.wanted = false;
      this.owner.onConnection('refused', code);
      return;
    }
    this.owner.onConnection('waiting', code);
    this.retry = setTimeout(() => this.connect(), retryMillis(this.failures));
    this.failures += 1;
  }

  private drop(): void {
    clearTimeout(this.retry);
    clearInterval(this.beat);
    const socket = this.socket;
    this.socket = null;
    this.welcomed = false;
    if (socket !== null) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }
}

/** Frames of a newer server that we do not know are passed over (PR3); the log's events must all be known. */
function decode(data: string): ServerFrame | null {
  try {
    return serverFrame(JSON.parse(data));
  } catch (failure) {
    if (failure instanceof DecodeError || failure instanceof SyntaxError) return null;
    throw failure;
  }
}
