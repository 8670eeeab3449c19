import type { Dispatch, FocusEvent, KeyboardEvent, RefObject } from 'react';
import { useState } from 'react';
import type { VListHandle } from 'virtua';
import type { Seq } from '../protocol/ids';
import type { RoomUiAction } from './roomUi';
import type { Row } from './rows';
import { isMessage } from './rows';

/** Messages by keyboard: the list takes the focus, an arrow goes to the lowest message in view and on from there. */
export function useRowKeys(list: RefObject<VListHandle | null>, rows: readonly Row[], act: Dispatch<RoomUiAction>) {
  const [focused, setFocused] = useState<Seq | null>(null);

  const focusRow = (index: number) => {
    const row = rows[index];
    if (row === undefined || !isMessage(row)) return;
    setFocused(row.seq);
    list.current?.scrollToIndex(index, { align: 'nearest' });
    requestAnimationFrame(() => elementOf(row.seq)?.focus({ preventScroll: true }));
  };

  /** Where one begins: the lowest message on the screen. */
  const lastInView = (): number => {
    const handle = list.current;
    if (handle === null) return rows.length - 1;
    const index = handle.findItemIndex(handle.scrollOffset + handle.viewportSize - 1);
    return rows.findLastIndex((row, at) => at <= index && isMessage(row));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (target === event.currentTarget && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      return focusRow(lastInView());
    }
    if (event.defaultPrevented || target.dataset['seq'] === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.findIndex((row) => isMessage(row) && row.seq === Number(target.dataset['seq']));
    const row = rows[at];
    if (row === undefined || !isMessage(row)) return;
    const goal = goalOf(event.key, at, rows.length);
    if (goal !== null) {
      event.preventDefault();
      focusRow(goal);
    } else if (event.key === 'Escape') {
      document.querySelector<HTMLElement>('[data-composer]')?.focus();
    } else if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault();
      if (row.recalledBy === null) act({ type: 'show', panel: { kind: 'actions', message: row } });
    }
  };

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const seq = event.target.closest<HTMLElement>('[data-seq]')?.dataset['seq'];
    if (seq !== undefined) setFocused(Number(seq) as Seq);
  };

  const focusable = (seq: Seq) => seq === focused;
  return { onKeyDown, onFocus, focusable };
}

function goalOf(key: string, at: number, length: number): number | null {
  if (key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'ArrowDown') return Math.min(length - 1, at + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  return null;
}

function elementOf(seq: Seq): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
}
