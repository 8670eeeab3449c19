import type { AppStore } from '../app/state';
import { RefusedError } from '../app/http';
import { problemOf } from '../app/problemWords';
import type { Database } from '../app/database';
import type { ClientFrame, FrameOf } from '../protocol/frames';
import type { AttachmentId, RoomId, Seq } from '../protocol/ids';
import type { OutboxFile, OutboxItem } from '../room/roomState';

/** How long to wait for the server's word on a message before trying again. */
export const ACCEPT_MILLIS_MAX = 15_000;
const RETRY_MILLIS = 3_000;

type Verdict = { kind: 'accepted'; seq: Seq } | { kind: 'refused'; code: string } | { kind: 'lost' };

export interface OutboxDoor {
  online(): boolean;
  send(frame: ClientFrame): boolean;
  upload(room: RoomId, file: OutboxFile, onProgress: (share: number) => void): Promise<AttachmentId>;
}

/**
 * Messages on their way. Each is written down before it is sent and forgotten only once the server has accepted it; a
 * room's messages go in order, and one tab at a time sends them (the client message id makes a repeat harmless).
 */
export class Outbox {
  private readonly verdicts = new Map<string, (verdict: Verdict) => void>();
  private readonly flushing = new Map<RoomId, boolean>();
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('weilu.outbox');
  private readonly memory = new Map<string, OutboxItem>();
  private account = 0;

  constructor(
    private readonly database: Database | null,
    private readonly store: AppStore,
    private readonly door: OutboxDoor,
    private readonly onProgress: (file: string, share: number) => void,
  ) {
    if (this.channel !== null) this.channel.onmessage = () => void this.load(this.account);
  }

  async load(account: number): Promise<void> {
    this.account = account;
    const items = await this.all();
    this.store.dispatch({ type: 'outboxLoaded', items });
  }

  async add(item: OutboxItem): Promise<void> {
    this.store.dispatch({ type: 'outboxPut', item });
    await this.keep(item);
    this.channel?.postMessage('changed');
    void this.flush(item.room);
  }

  async retry(item: OutboxItem): Promise<void> {
    await this.add({ ...item, state: 'waiting', problem: null });
  }

  async discard(item: OutboxItem): Promise<void> {
    this.store.dispatch({ type: 'outboxRemoved', room: item.room, clientMessageId: item.clientMessageId });
    await this.forget(item.clientMessageId);
    this.channel?.postMessage('changed');
  }

  /** The connection is back: everything that waits goes out. */
  flushAll(): void {
    for (const room of this.store.get().outbox.keys()) void this.flush(room);
  }

  accepted(frame: FrameOf<'accepted'>): void {
    this.verdicts.get(frame.clientMessageId)?.({ kind: 'accepted', seq: frame.seq });
  }

  refused(frame: FrameOf<'refused'>): void {
    if (frame.clientMessageId !== null) {
      this.verdicts.get(frame.clientMessageId)?.({ kind: 'refused', code: frame.problem.code });
    }
  }

  disconnected(): void {
    for (const settle of [...this.verdicts.values()]) settle({ kind: 'lost' });
  }

  /** One run per room and tab at a time; a call meanwhile makes it run once more. */
  private async flush(room: RoomId): Promise<void> {
    if (!this.door.online()) return;
    if (this.flushing.has(room)) {
      this.flushing.set(room, true);
      return;
    }
    this.flushing.set(room, false);
    try {
      await this.locked(room, () => this.sendWaiting(room));
    } finally {
      const again = this.flushing.get(room);
      this.flushing.delete(room);
      if (again) void this.flush(room);
    }
  }

  private async locked(room: RoomId, work: () => Promise<void>): Promise<void> {
    // Locks exist on https and localhost only; without them two tabs may both send, which the server sees as one.
    if (navigator.locks === undefined) return work();
    await navigator.locks.request(`weilu.outbox.${room}`, work);
  }

  private async sendWaiting(room: RoomId): Promise<void> {
    const waiting = (await this.all()).filter((item) => item.room === room && item.state === 'waiting');
    for (const item of waiting.sort((one, other) => one.createdAt - other.createdAt)) {
      const verdict = await this.deliver(item);
      if (verdict.kind === 'lost') return;
      await this.settle(item, verdict);
    }
  }

  private async deliver(item: OutboxItem): Promise<Verdict> {
    this.show(item, { state: 'sending' });
    let ready: OutboxItem;
    try {
      ready = await this.uploadFiles(item);
    } catch (failure) {
      if (failure instanceof RefusedError && !isForNow(problemOf(failure).code)) {
        return { kind: 'refused', code: problemOf(failure).code };
      }
      return this.wait(item);
    }
    const verdict = await this.ask(ready);
    const isLost = verdict.kind === 'lost' || (verdict.kind === 'refused' && isForNow(verdict.code));
    return isLost ? this.wait(ready) : verdict;
  }

  private wait(item: OutboxItem): Verdict {
    this.show(item, { state: 'waiting' });
    setTimeout(() => void this.flush(item.room), RETRY_MILLIS);
    return { kind: 'lost' };
  }

  private async uploadFiles(item: OutboxItem): Promise<OutboxItem> {
    let ready = item;
    for (const [index, file] of item.files.entries()) {
      if (file.attachment !== null) continue;
      const attachment = await this.door.upload(item.room, file, (share) => this.onProgress(file.id, share));
      ready = { ...ready, files: ready.files.with(index, { ...file, attachment }) };
      await this.keep(ready);
    }
    return ready;
  }

  private ask(item: OutboxItem): Promise<Verdict> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle({ kind: 'lost' }), ACCEPT_MILLIS_MAX);
      const settle = (verdict: Verdict) => {
        clearTimeout(timer);
        this.verdicts.delete(item.clientMessageId);
        resolve(verdict);
      };
      this.verdicts.set(item.clientMessageId, settle);
      if (!this.door.send(frameOf(item))) settle({ kind: 'lost' });
    });
  }

  private async settle(item: OutboxItem, verdict: Exclude<Verdict, { kind: 'lost' }>): Promise<void> {
    if (verdict.kind === 'refused') {
      const failed: OutboxItem = { ...item, state: 'failed', problem: verdict.code };
      this.store.dispatch({ type: 'outboxPut', item: failed });
      await this.keep(failed);
    } else {
      this.showAccepted(item, verdict.seq);
      await this.forget(item.clientMessageId);
    }
    this.channel?.postMessage('changed');
  }

  /** Kept on the screen until its event arrives, which may already have happened. */
  private showAccepted(item: OutboxItem, seq: Seq): void {
    const open = this.store.get().open.get(item.room);
    if (open === undefined || open.seq >= seq) {
      this.store.dispatch({ type: 'outboxRemoved', room: item.room, clientMessageId: item.clientMessageId });
    } else {
      this.show(item, { state: 'accepted', seq });
    }
  }

  /** Changes the echo if it is still shown. */
  private show(item: OutboxItem, change: Partial<OutboxItem>): void {
    const shown = this.store.get().outbox.get(item.room)?.some((other) => other.clientMessageId === item.clientMessageId);
    if (shown) this.store.dispatch({ type: 'outboxPut', item: { ...item, ...change } });
  }

  private async all(): Promise<OutboxItem[]> {
    if (this.database === null) return [...this.memory.values()];
    return this.database.getAllFromIndex('outbox', 'account', this.account);
  }

  private async keep(item: OutboxItem): Promise<void> {
    if (this.database === null) this.memory.set(item.clientMessageId, item);
    else await this.database.put('outbox', item);
  }

  private async forget(id: string): Promise<void> {
    this.memory.delete(id);
    await this.database?.delete('outbox', id);
  }
}

/** The server cannot take it now, or does not know whether it did: the same message, under the same id, may be sent again. */
function isForNow(code: string): boolean {
  return code === 'unavailable';
}

function frameOf(item: OutboxItem): ClientFrame {
  return {
    type: 'sendMessage',
    room: item.room,
    clientMessageId: item.clientMessageId,
    body: item.body,
    ...(item.quote === null ? {} : { quote: item.quote }),
    mentions: item.mentions,
    attachments: item.files.map((file) => file.attachment).filter((id) => id !== null),
  };
}
