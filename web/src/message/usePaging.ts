import { useCallback, useRef, useState } from 'react';
import { useClient } from '../app/context';
import { shownWindow } from '../room/roomReducer';
import type { RoomState } from '../room/roomState';
import { messageApi } from './messageApi';

const AFTER_FAILURE_MILLIS = 3_000;

/** Fetches the page before or after what is shown, one at a time. */
export function usePaging(state: RoomState) {
  const client = useClient();
  const room = state.room.id;
  const under = useRef(false);
  const [busy, setBusy] = useState(false);

  const load = useCallback(
    async (which: 'earlier' | 'later') => {
      const open = client.store.get().open.get(room);
      if (under.current || open === undefined) return;
      const shown = shownWindow(open);
      const edge = which === 'earlier' ? shown.messages[0] : shown.messages.at(-1);
      if (edge === undefined || !(which === 'earlier' ? shown.hasEarlier : shown.hasLater)) return;
      under.current = true;
      setBusy(true);
      try {
        const page = await messageApi.page(room, which === 'earlier' ? { before: edge.seq } : { after: edge.seq });
        const window = open.past === null ? 'live' : 'past';
        client.store.dispatch({ type: 'room', room, action: { type: 'pageLoaded', which, window, page } });
        under.current = false;
      } catch {
        // Offline or busy: the next scroll tries again, but not at once.
        setTimeout(() => (under.current = false), AFTER_FAILURE_MILLIS);
      } finally {
        setBusy(false);
      }
    },
    [client, room],
  );

  const earlier = useCallback(() => void load('earlier'), [load]);
  const later = useCallback(() => void load('later'), [load]);
  return { earlier, later, busy };
}
