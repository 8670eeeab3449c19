import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { OutboxItem } from '../room/roomState';

interface Tables extends DBSchema {
  /** Messages not yet accepted by the server; they survive a reload. */
  outbox: { key: string; value: OutboxItem; indexes: { account: number } };
  /** What was last on the screen, for opening without a network. Keyed by account and what it is. */
  cache: { key: string; value: { key: string; account: number; value: unknown } };
}

export type Database = IDBPDatabase<Tables>;

/** Null where the browser keeps no databases (private windows of some): all works, but nothing survives a reload. */
export async function openDatabase(): Promise<Database | null> {
  try {
    return await openDB<Tables>('weilu', 1, {
      upgrade(database) {
        database.createObjectStore('outbox', { keyPath: 'clientMessageId' }).createIndex('account', 'account');
        database.createObjectStore('cache', { keyPath: 'key' });
      },
    });
  } catch {
    return null;
  }
}

/** Forgets everything of everybody on this device. */
export async function forgetAll(database: Database | null): Promise<void> {
  await database?.clear('cache');
  await database?.clear('outbox');
}
