import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { toast } from '../design/Toast';
import type { Seq } from '../protocol/ids';
import { shownWindow } from '../room/roomReducer';
import type { RoomState } from '../room/roomState';
import { messageApi } from './messageApi';
import { useRoomUi } from './roomUi';
import type { TimelineScroll } from './useTimelineScroll';
import { find, indexAt } from './window';

const MARKED_MILLIS = 2_400;

/**
 * Takes the timeline to a message: within what is loaded, else to a page around it. Each such page is a new
 * `generation` of the list, which starts measuring afresh.
 */
export function useGoTo(state: RoomState, scroll: TimelineScroll) {
  const client = useClient();
  const { ui } = useRoomUi();
  const [generation, setGeneration] = useState(0);
  const [reached, setReached] = useState<Seq | null>(null);
  const pending = useRef<Seq | null>(null);
  const room = state.room.id;
  const { toBottom, toRow } = scroll;

  const arrive = useCallback(
    (seq: Seq) => {
      const open = client.store.get().open.get(room);
      if (open === undefined) return;
      toRow(indexAt(shownWindow(open).messages, seq));
      setReached(seq);
    },
    [client, room, toRow],
  );

  const go = useCallback(
    async (seq: Seq) => {
      const open = client.store.get().open.get(room);
      if (open === undefined) return;
      if (find(shownWindow(open), seq) !== undefined) return arrive(seq);
      try {
        const page = await messageApi.page(room, { around: seq });
        pending.current = seq;
        client.store.dispatch({ type: 'room', room, action: { type: 'jumped', page } });
        setGeneration((n) => n + 1);
      } catch (failure) {
        toast(explain(problemOf(failure).code), 'bad');
      }
    },
    [client, room, arrive],
  );

  useLayoutEffect(() => {
    const seq = pending.current;
    pending.current = null;
    if (seq === null) toBottom();
    else arrive(seq);
  }, [generation, arrive, toBottom]);

  useEffect(() => {
    if (ui.target !== null) void go(ui.target.seq);
  }, [ui.target, go]);

  useEffect(() => {
    if (reached === null) return;
    const timer = setTimeout(() => setReached(null), MARKED_MILLIS);
    return () => clearTimeout(timer);
  }, [reached]);

  return { generation, reached, startOver: () => setGeneration((n) => n + 1) };
}
