import type { Me, RoomEntry, RoomSnapshot, ServerInfo } from '../protocol/http';
import type { AccountId, RoomId } from '../protocol/ids';
import type { RoomState } from '../room/roomState';
import type { Database } from './database';

export const CACHED_MESSAGES_MAX = 50;

interface Known {
  me: Me;
  server: ServerInfo | null;
}

/** The last state of the screen, so that the page opens without a network and at once with one. */
export class Cache {
  constructor(private readonly database: Database | null) {}

  async known(): Promise<Known | null> {
    return (await this.read<Known>('known')) ?? null;
  }

  async keepKnown(known: Known): Promise<void> {
    await this.write('known', known.me.account, known);
  }

  async rooms(account: AccountId): Promise<RoomEntry[] | null> {
    return (await this.read<RoomEntry[]>(`rooms ${account}`)) ?? null;
  }

  async keepRooms(account: AccountId, rooms: RoomEntry[]): Promise<void> {
    await this.write(`rooms ${account}`, account, rooms);
  }

  async room(account: AccountId, room: RoomId): Promise<RoomSnapshot | null> {
    return (await this.read<RoomSnapshot>(`room ${account} ${room}`)) ?? null;
  }

  async keepRoom(account: AccountId, state: RoomState): Promise<void> {
    await this.write(`room ${account} ${state.room.id}`, account, snapshotOf(state));
  }

  async forgetRoom(account: AccountId, room: RoomId): Promise<void> {
    await this.database?.delete('cache', `room ${account} ${room}`);
  }

  private async read<T>(key: string): Promise<T | undefined> {
    const row = await this.database?.get('cache', key);
    return row?.value as T | undefined;
  }

  private async write(key: string, account: AccountId, value: unknown): Promise<void> {
    await this.database?.put('cache', { key, account, value });
  }
}

function snapshotOf(state: RoomState): RoomSnapshot {
  const messages = state.live.messages.slice(-CACHED_MESSAGES_MAX);
  return {
    room: state.room,
    me: state.me,
    members: [...state.members.values()],
    seq: state.seq,
    messages,
    hasEarlier: state.live.hasEarlier || messages.length < state.live.messages.length,
    pinned: [...state.pinned],
    online: [],
    reads: [...state.reads].map(([member, seq]) => ({ member, seq })),
    rules: [...state.rules],
  };
}
