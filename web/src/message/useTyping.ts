import { useCallback, useRef } from 'react';
import { useClient } from '../app/context';
import type { RoomId } from '../protocol/ids';

const AGAIN_MILLIS = 4_000;

/** Tells the room that one is typing, at most every few seconds. */
export function useTyping(room: RoomId): () => void {
  const client = useClient();
  const last = useRef(0);
  return useCallback(() => {
    if (Date.now() - last.current < AGAIN_MILLIS) return;
    last.current = Date.now();
    client.sayTyping(room);
  }, [client, room]);
}
