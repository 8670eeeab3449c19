import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../app/database';
import { AppStore } from '../app/state';
import type { ClientFrame, FrameOf } from '../protocol/frames';
import type { AttachmentId, ClientMessageId, Seq } from '../protocol/ids';
import { newClientMessageId } from '../protocol/ids';
import { ROOM, posted, snapshot } from '../room/cast';
import type { OutboxItem } from '../room/roomState';
import { Outbox } from './outbox';

/** The server's side of the door, as the test wants it. */
class Door {
  online_ = true;
  readonly sent: Extract<ClientFrame, { type: 'sendMessage' }>[] = [];
  online = () => this.online_;
  send = (frame: ClientFrame) => {
    if (!this.online_ || frame.type !== 'sendMessage') return false;
    this.sent.push(frame);
    return true;
  };
  upload = async () => 'a1' as AttachmentId;
}

let account = 100;

function item(body: string, createdAt = 1): OutboxItem {
  return {
    clientMessageId: newClientMessageId(),
    account,
    room: ROOM,
    body,
    quote: null,
    mentions: [],
    files: [],
    createdAt,
    state: 'waiting',
    problem: null,
    seq: null,
  };
}

async function make(door: Door) {
  const store = new AppStore();
  const outbox = new Outbox(await openDatabase(), store, door, () => undefined);
  await outbox.load(account);
  return { store, outbox, shown: () => store.get().outbox.get(ROOM) ?? [] };
}

const accepted = (id: ClientMessageId, seq: number): FrameOf<'accepted'> => ({ type: 'accepted', room: ROOM, clientMessageId: id, seq: seq as Seq, at: 0 });

describe('the outbox', () => {
  beforeEach(() => {
    account += 1;
  });

  it('[T1] shows at once, sends once, and forgets once accepted', async () => {
    const door = new Door();
    const { outbox, shown } = await make(door);
    const first = item('周六见');
    const added = outbox.add(first);
    expect(shown().map((one) => one.body)).toEqual(['周六见']);
    await added;
    await vi.waitFor(() => expect(door.sent).toHaveLength(1));
    outbox.accepted(accepted(first.clientMessageId, 5));
    await vi.waitFor(() => expect(shown()).toEqual([]));
    expect((await make(door)).shown()).toEqual([]);
  });

  it('[T1] what is written offline survives a reload and is then sent once, in order', async () => {
    const offline = new Door();
    offline.online_ = false;
    const before = await make(offline);
    await before.outbox.add(item('一', 1));
    await before.outbox.add(item('二', 2));
    expect(offline.sent).toEqual([]);

    const door = new Door();
    const { outbox, shown } = await make(door);
    expect(shown().map((one) => one.body)).toEqual(['一', '二']);
    outbox.flushAll();
    await vi.waitFor(() => expect(door.sent.map((frame) => frame.body)).toEqual(['一']));
    outbox.accepted(accepted(door.sent[0]!.clientMessageId, 5));
    await vi.waitFor(() => expect(door.sent.map((frame) => frame.body)).toEqual(['一', '二']));
  });

  it('sends again with the same id when the connection was lost before the answer', async () => {
    const door = new Door();
    const { outbox } = await make(door);
    await outbox.add(item('在吗'));
    await vi.waitFor(() => expect(door.sent).toHaveLength(1));
    outbox.disconnected();
    await vi.waitFor(() => {
      outbox.flushAll();
      expect(door.sent).toHaveLength(2);
    });
    expect(door.sent[1]!.clientMessageId).toBe(door.sent[0]!.clientMessageId);
  });

  it('says why a message was refused, and does not hold up the next', async () => {
    const door = new Door();
    const { outbox, shown } = await make(door);
    await outbox.add(item('太快', 1));
    await outbox.add(item('慢一点', 2));
    await vi.waitFor(() => expect(door.sent).toHaveLength(1));
    const problem = { status: 429, code: 'slow_mode', detail: '', field: null, retryAt: null };
    outbox.refused({ type: 'refused', room: ROOM, clientMessageId: door.sent[0]!.clientMessageId, problem });
    await vi.waitFor(() => expect(door.sent).toHaveLength(2));
    expect(shown()[0]).toMatchObject({ state: 'failed', problem: 'slow_mode' });
  });

  it('[T1] sends again, under the same id, what the server cannot take for now', async () => {
    const door = new Door();
    const { outbox, shown } = await make(door);
    await outbox.add(item('还在吗'));
    await vi.waitFor(() => expect(door.sent).toHaveLength(1));
    const problem = { status: 503, code: 'unavailable', detail: '', field: null, retryAt: null };
    outbox.refused({ type: 'refused', room: ROOM, clientMessageId: door.sent[0]!.clientMessageId, problem });
    await vi.waitFor(() => expect(shown()[0]).toMatchObject({ state: 'waiting', problem: null }));
    await vi.waitFor(() => {
      outbox.flushAll();
      expect(door.sent).toHaveLength(2);
    });
    expect(door.sent[1]!.clientMessageId).toBe(door.sent[0]!.clientMessageId);
  });

  it('the echo goes when the message itself comes, even before it is accepted', async () => {
    const door = new Door();
    const { outbox, store, shown } = await make(door);
    store.dispatch({ type: 'snapshot', snapshot: snapshot([]), stale: false });
    const mine = item('我来了');
    await outbox.add(mine);
    await vi.waitFor(() => expect(door.sent).toHaveLength(1));
    const frame = posted(1);
    if (frame.event.type === 'messagePosted') frame.event.clientMessageId = mine.clientMessageId;
    store.dispatch({ type: 'frame', frame, now: 0 });
    expect(shown()).toEqual([]);
    outbox.accepted(accepted(mine.clientMessageId, 1));
    await vi.waitFor(async () => expect((await make(door)).shown()).toEqual([]));
    expect(shown()).toEqual([]);
  });
});
