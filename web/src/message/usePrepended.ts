import { useLayoutEffect, useRef } from 'react';
import type { MessageView } from '../protocol/views';

/** True in the one render in which messages were put before the first: the list then keeps its place from the end. */
export function usePrepended(messages: readonly MessageView[]): boolean {
  const before = useRef(messages);
  useLayoutEffect(() => {
    before.current = messages;
  });
  const first = messages[0];
  const firstBefore = before.current[0];
  const sameEnd = messages.at(-1)?.seq === before.current.at(-1)?.seq;
  return first !== undefined && firstBefore !== undefined && first.seq < firstBefore.seq && sameEnd;
}
