import { accountApi } from '../account/accountApi';
import { adoptLanguage } from '../i18n/language';
import { messageApi } from '../message/messageApi';
import { Outbox } from '../message/outbox';
import type { ClientFrame, Cursor, FrameOf, ServerFrame } from '../protocol/frames';
import type { Me, RoomSnapshot } from '../protocol/http';
import type { RoomId, Seq } from '../protocol/ids';
import { roomApi } from '../room/roomApi';
import { TYPING_MILLIS } from '../room/roomReducer';
import type { RoomState } from '../room/roomState';
import type { Connection } from '../socket/liveSocket';
import { LiveSocket, SIGNED_OUT } from '../socket/liveSocket';
import { Cache } from './cache';
import type { Database } from './database';
import { forgetAll, openDatabase } from './database';
import { RefusedError } from './http';
import { problemOf } from './problemWords';
import { AppStore } from './state';
import { UploadProgress } from './uploadProgress';

const LIST_AGAIN_MILLIS = 1_500;
const KEEP_MILLIS = 2_000;

/** Hears a frame, and the open room it belongs to as it was before. */
type FrameListener = (frame: ServerFrame, before: RoomState | undefined) => void;

/** Joins the parts of the page: the store, the socket, the outbox and the cache. One per tab. */
export class Client {
  readonly store = new AppStore();
  readonly uploads = new UploadProgress();
  readonly outbox: Outbox;
  private readonly cache: Cache;
  private readonly socket: LiveSocket;
  private readonly frameListeners = new Set<FrameListener>();
  private readonly opening = new Set<RoomId>();
  private readonly keepTimers = new Map<RoomId, ReturnType<typeof setTimeout>>();
  private listTimer: ReturnType<typeof setTimeout> | undefined;

  static async start(): Promise<Client> {
    const client = new Client(await openDatabase());
    void client.begin();
    return client;
  }

  constructor(private readonly database: Database | null) {
    this.cache = new Cache(database);
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`;
    this.socket = new LiveSocket(url, {
      cursors: () => this.cursors(),
      onFrame: (frame) => this.onFrame(frame),
      onConnection: (connection, code) => this.onConnection(connection, code),
    });
    const door = {
      online: () => this.socket.online,
      send: (frame: ClientFrame) => this.socket.send(frame),
      upload: async (...[room, file, onProgress]: Parameters<typeof messageApi.upload>) =>
        (await messageApi.upload(room, file, onProgress)).id,
    };
    this.outbox = new Outbox(database, this.store, door, this.uploads.report);
  }

  /** Somebody has signed in (or is still signed in): shows what is known, then what the server says. */
  async signedIn(me: Me): Promise<void> {
    this.store.dispatch({ type: 'meKnown', me });
    adoptLanguage(me.language);
    void this.cache.keepKnown({ me, server: this.store.get().server });
    const cached = await this.cache.rooms(me.account);
    if (cached !== null) this.store.dispatch({ type: 'roomsLoaded', rooms: cached });
    await this.outbox.load(me.account);
    await this.loadRooms();
    this.socket.start();
  }

  async signedOut(): Promise<void> {
    this.socket.stop();
    await forgetAll(this.database);
    this.store.dispatch({ type: 'meKnown', me: null });
  }

  async loadServer(): Promise<void> {
    const server = await accountApi.server();
    this.store.dispatch({ type: 'serverKnown', server });
  }

  async loadRooms(): Promise<void> {
    try {
      const { rooms } = await roomApi.list();
      this.store.dispatch({ type: 'roomsLoaded', rooms });
      const me = this.store.get().me;
      if (me) void this.cache.keepRooms(me.account, rooms);
    } catch (failure) {
      if (failure instanceof RefusedError && failure.problem.code === 'not_signed_in') await this.signedOut();
    }
  }

  /** Puts the room on the screen: from memory, else from the cache at once and from the server after. */
  async openRoom(room: RoomId, again = false): Promise<void> {
    const known = this.store.get().open.get(room);
    if ((known !== undefined && !known.stale && !again) || this.opening.has(room)) return;
    this.opening.add(room);
    try {
      await this.showCached(room);
      this.takeSnapshot(await roomApi.open(room));
    } catch (failure) {
      this.store.dispatch({ type: 'openFailed', room, code: problemOf(failure).code });
    } finally {
      this.opening.delete(room);
    }
  }

  /** A snapshot from any answer (opening, creating, joining): shown, and followed from its seq. */
  takeSnapshot(snapshot: RoomSnapshot): void {
    const room = snapshot.room.id;
    this.store.dispatch({ type: 'snapshot', snapshot, stale: false });
    const seq = this.store.get().open.get(room)?.seq;
    if (seq !== undefined) this.socket.send({ type: 'resume', room, after: seq });
    if (!this.store.get().rooms.entries.has(room)) void this.loadRooms();
  }

  /** Reads whom one has blocked here, and whether one may talk; when it cannot be read, what is known stays. */
  async loadBlocks(room: RoomId): Promise<void> {
    const blocks = await roomApi.blocks(room).catch(() => null);
    if (blocks !== null) this.store.dispatch({ type: 'room', room, action: { type: 'blocksKnown', blocks } });
  }

  moveRead(room: RoomId, seq: Seq): void {
    const mine = this.store.get().open.get(room)?.me;
    if (mine === undefined || mine.readSeq >= seq) return;
    if (this.socket.send({ type: 'moveRead', room, seq })) this.store.dispatch({ type: 'readMine', room, seq });
  }

  sayTyping(room: RoomId): void {
    this.socket.send({ type: 'sayTyping', room });
  }

  /** Hears every frame after the store has taken it. */
  onFrames(listener: FrameListener): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  private async begin(): Promise<void> {
    this.loadServer().catch(() => undefined);
    try {
      await this.signedIn(await accountApi.me());
    } catch (failure) {
      // A server whose database is away does not know who we are; what is kept here does.
      const isKnown = failure instanceof RefusedError && failure.problem.status < 500;
      if (isKnown) return this.store.dispatch({ type: 'meKnown', me: null });
      await this.beginOffline();
    }
  }

  private async beginOffline(): Promise<void> {
    const known = await this.cache.known();
    if (known?.server) this.store.dispatch({ type: 'serverKnown', server: known.server });
    if (known === null) this.store.dispatch({ type: 'meKnown', me: null });
    else await this.signedIn(known.me);
  }

  private async showCached(room: RoomId): Promise<void> {
    const me = this.store.get().me;
    if (!me || this.store.get().open.has(room)) return;
    const snapshot = await this.cache.room(me.account, room);
    if (snapshot !== null) this.store.dispatch({ type: 'snapshot', snapshot, stale: true });
  }

  private cursors(): Cursor[] {
    const { rooms, open } = this.store.get();
    return [...rooms.entries.values()].map((entry) => ({
      room: entry.room.id,
      after: open.get(entry.room.id)?.seq ?? entry.headSeq,
    }));
  }

  private onConnection(connection: Connection, closeCode: number | null): void {
    this.store.dispatch({ type: 'connection', connection });
    if (connection === 'online') {
      this.outbox.flushAll();
      void this.loadRooms();
      for (const [room, open] of this.store.get().open) if (open.stale) void this.openRoom(room, true);
    } else if (connection === 'waiting') {
      this.outbox.disconnected();
    } else if (connection === 'refused') {
      this.outbox.disconnected();
      if (closeCode === SIGNED_OUT) void this.signedOut();
    }
  }

  private onFrame(frame: ServerFrame): void {
    const before = 'room' in frame && frame.room !== null ? this.store.get().open.get(frame.room) : undefined;
    this.store.dispatch({ type: 'frame', frame, now: Date.now() });
    if (frame.type === 'accepted') this.outbox.accepted(frame);
    if (frame.type === 'refused') this.refused(frame);
    if (frame.type === 'roomOpened') this.loadRoomsSoon();
    if (frame.type === 'resync') this.resync(frame.room);
    if (frame.type === 'roomClosed') this.forgetRoom(frame.room);
    if (frame.type === 'typing') setTimeout(() => this.expireTyping(frame.room), TYPING_MILLIS + 100);
    if (frame.type === 'event') {
      if (before !== undefined && frame.seq > before.seq + 1) {
        this.socket.send({ type: 'resume', room: frame.room, after: before.seq });
      }
      this.afterEvent(frame.room);
    }
    for (const listener of this.frameListeners) listener(frame, before);
  }

  private refused(frame: FrameOf<'refused'>): void {
    this.outbox.refused(frame);
    if (frame.problem.code === 'blocked' && frame.room !== null) void this.loadBlocks(frame.room);
  }

  private afterEvent(room: RoomId): void {
    const open = this.store.get().open.get(room);
    if (open === undefined) return this.loadRoomsSoon();
    if (open.pinsStale) void this.loadPins(room);
    if (!this.keepTimers.has(room)) this.keepTimers.set(room, setTimeout(() => this.keep(room), KEEP_MILLIS));
  }

  private keep(room: RoomId): void {
    this.keepTimers.delete(room);
    const { me, open } = this.store.get();
    const state = open.get(room);
    if (me && state !== undefined) void this.cache.keepRoom(me.account, state);
  }

  private async loadPins(room: RoomId): Promise<void> {
    const pinned = await messageApi.pins(room).catch(() => null);
    if (pinned !== null) this.store.dispatch({ type: 'room', room, action: { type: 'pinsLoaded', pinned } });
  }

  private resync(room: RoomId): void {
    if (this.store.get().open.has(room)) void this.openRoom(room, true);
    this.loadRoomsSoon();
  }

  private forgetRoom(room: RoomId): void {
    const me = this.store.get().me;
    if (me) void this.cache.forgetRoom(me.account, room);
  }

  private expireTyping(room: RoomId): void {
    this.store.dispatch({ type: 'room', room, action: { type: 'typingExpired', now: Date.now() } });
  }

  /** Names and counts of rooms that are not open come with the list; not more often than this. */
  private loadRoomsSoon(): void {
    if (this.listTimer !== undefined) return;
    this.listTimer = setTimeout(() => {
      this.listTimer = undefined;
      void this.loadRooms();
    }, LIST_AGAIN_MILLIS);
  }
}
