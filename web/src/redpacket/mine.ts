import { useEffect, useSyncExternalStore } from 'react';
import { useApp } from '../app/context';
import type { RedPacketId, RoomId } from '../protocol/ids';
import { redPacketApi } from './redPacketApi';

/** One's own shares: nobody else's business, so they are in no shared view, and are asked for once per room. */
const shares = new Map<string, ReadonlyMap<RedPacketId, number>>();
const asked = new Set<string>();
const listeners = new Set<() => void>();
const NONE: ReadonlyMap<RedPacketId, number> = new Map();

export function noteMine(account: number, room: RoomId, redPacket: RedPacketId, coins: number): void {
  const key = `${account}:${room}`;
  shares.set(key, new Map(shares.get(key)).set(redPacket, coins));
  listeners.forEach((listener) => listener());
}

/** What one got of the red packets of this room; those one has not opened are not in it. */
export function useMine(room: RoomId): ReadonlyMap<RedPacketId, number> {
  const account = useApp((app) => app.me?.account ?? 0);
  const key = `${account}:${room}`;
  useEffect(() => {
    if (asked.has(key)) return;
    asked.add(key);
    redPacketApi.mine(room).then(
      (found) => found.forEach(({ redPacket, coins }) => noteMine(account, room, redPacket, coins)),
      () => asked.delete(key),
    );
  }, [key, account, room]);
  return useSyncExternalStore(subscribe, () => shares.get(key) ?? NONE);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
