import { useEffect } from 'react';
import type { Client } from '../app/client';
import { useApp } from '../app/context';
import type { RoomState } from '../room/roomState';

const SETTLE_MILLIS = 400;

/** Moves one's read position while the newest messages are really in view, and remembers where one looked away. */
export function useReading(client: Client, state: RoomState, atNewest: boolean): void {
  const room = state.room.id;
  const newest = state.live.messages.at(-1)?.seq;
  // An edit that mentions the reader stands after the message it edits: seeing it is reading up to it.
  const mentions = useApp((app) => app.rooms.entries.get(room)?.mentions ?? 0);
  const last = newest !== undefined && mentions > 0 ? state.seq : newest;
  const read = state.me.readSeq;
  // A room may be on the screen before there is anybody to tell.
  const online = useApp((app) => app.connection === 'online');
  useEffect(() => {
    if (last === undefined || !atNewest || !online || last <= read) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (inView()) timer = setTimeout(() => inView() && client.moveRead(room, last), SETTLE_MILLIS);
    };
    look();
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, room, last, atNewest, read, online, state.stale]);

  useEffect(() => {
    const looked = () => {
      const open = client.store.get().open.get(room);
      const newest = open?.live.messages.at(-1)?.seq;
      if (open === undefined || newest === undefined) return;
      const nothingNew = open.newAfter === null || open.newAfter >= newest;
      if (document.visibilityState === 'hidden' && open.me.readSeq >= newest) {
        client.store.dispatch({ type: 'room', room, action: { type: 'newLineSet', after: newest } });
      } else if (nothingNew) {
        client.store.dispatch({ type: 'room', room, action: { type: 'newLineSet', after: null } });
      }
    };
    looked();
    document.addEventListener('visibilitychange', looked);
    return () => document.removeEventListener('visibilitychange', looked);
  }, [client, room]);
}

function inView(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
