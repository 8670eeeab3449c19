import { createContext, useContext } from 'react';
import type { RoomId } from '../protocol/ids';
import type { RoomState } from '../room/roomState';
import type { Client } from './client';
import type { AppState } from './state';
import { useStore } from './state';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('a screen stands outside of <App>');
  return client;
}

export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useClient().store, select);
}

/** The open room, or undefined while it is not there yet. */
export function useRoom(room: RoomId): RoomState | undefined {
  return useApp((state) => state.open.get(room));
}
