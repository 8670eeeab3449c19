import { useEffect } from 'react';
import { useClient } from '../app/context';
import { counterpart } from '../room/RoomHeader';
import type { RoomState } from '../room/roomState';

/** In a direct room of two people: knows before one writes whether the words would be taken. */
export function useBlocks(state: RoomState): void {
  const client = useClient();
  const room = state.room.id;
  const wanted = state.room.kind === 'direct' && counterpart(state)?.kind !== 'agent';
  useEffect(() => {
    if (!wanted) return;
    const look = () => document.visibilityState === 'visible' && void client.loadBlocks(room);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [client, room, wanted]);
}
