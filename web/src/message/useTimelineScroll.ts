import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VListHandle } from 'virtua';

const AT_BOTTOM_PX = 56;
const NEAR_EDGE_PX = 800;

interface ScrollOptions {
  list: RefObject<VListHandle | null>;
  /** How many rows there are. */
  rows: number;
  /** The key of the last row: a change means that something was said. */
  lastKey: string;
  /** Whether the newest rows are the ones shown. */
  live: boolean;
  /** Whether the last row is what one has just sent. */
  lastIsMine: boolean;
  onNearTop(): void;
  onNearBottom(): void;
}

/** Stays at the bottom while the reader is there; tells when earlier or later messages are wanted. */
export function useTimelineScroll({ list, rows, lastKey, live, lastIsMine, onNearTop, onNearBottom }: ScrollOptions) {
  const [atBottom, setAtBottom] = useState(true);
  const stuck = useRef(true);
  const [missed, setMissed] = useState(0);
  const before = useRef({ rows, lastKey, live });
  // Only the reader's own hand leaves the bottom: the list itself moves while it measures.
  const handled = useRef(false);

  const toBottom = useCallback(() => {
    stuck.current = true;
    handled.current = false;
    const last = before.current.rows - 1;
    if (last >= 0) list.current?.scrollToIndex(last, { align: 'end' });
  }, [list]);

  useLayoutEffect(() => {
    const { rows: rowsBefore, lastKey: keyBefore, live: liveBefore } = before.current;
    before.current = { rows, lastKey, live };
    if (lastKey === keyBefore && rows === rowsBefore) return;
    if (live && (stuck.current || (lastIsMine && lastKey !== keyBefore))) toBottom();
    // A page of the past that is loaded is nothing new.
    else if (live && liveBefore && lastKey !== keyBefore && rows > rowsBefore) setMissed((n) => n + (rows - rowsBefore));
  }, [rows, lastKey, live, lastIsMine, toBottom]);

  useEffect(() => {
    if (atBottom && live) setMissed(0);
  }, [atBottom, live]);

  const onScroll = useCallback(
    (offset: number) => {
      const handle = list.current;
      if (handle === null) return;
      const left = handle.scrollSize - offset - handle.viewportSize;
      if (left < AT_BOTTOM_PX) stuck.current = true;
      else if (handled.current) stuck.current = false;
      if (stuck.current) handled.current = false;
      setAtBottom(stuck.current);
      if (offset < NEAR_EDGE_PX) onNearTop();
      if (left < NEAR_EDGE_PX) onNearBottom();
    },
    [list, onNearTop, onNearBottom],
  );

  /** Rows grew (a picture came, an answer streams): whoever was at the bottom stays there. */
  const onResize = useCallback(() => {
    if (stuck.current && live) toBottom();
  }, [live, toBottom]);

  const byHand = useCallback(() => {
    handled.current = true;
  }, []);
  const hand = { onWheel: byHand, onTouchMove: byHand, onPointerDown: byHand };

  /** Away from the bottom, to one row. */
  const toRow = useCallback(
    (index: number) => {
      stuck.current = false;
      setAtBottom(false);
      list.current?.scrollToIndex(index, { align: 'center' });
    },
    [list],
  );

  return { atBottom, missed, toBottom, toRow, onScroll, onResize, byHand, hand };
}

export type TimelineScroll = ReturnType<typeof useTimelineScroll>;
