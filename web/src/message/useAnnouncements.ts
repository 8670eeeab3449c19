import { useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/catalog';
import type { Seq } from '../protocol/ids';
import type { RoomState } from '../room/roomState';
import { nameOf, oneLine } from './text';
import { find } from './window';
import { messageWords } from './words';

/**
 * What a screen reader says when somebody else has spoken: the newest message only, politely, and no longer once it is
 * recalled. An old chat that is brought in is not read out.
 */
export function useAnnouncements(state: RoomState): string {
  const words = useWords(messageWords);
  const last = state.live.messages.at(-1);
  const known = useRef(last?.seq ?? 0);
  const [announced, setAnnounced] = useState<Seq | null>(null);
  useEffect(() => {
    if (last === undefined || last.seq <= known.current) return;
    known.current = last.seq;
    if (last.author === state.me.member || last.importedAs !== null) return;
    setAnnounced(last.seq);
  }, [last, state.me.member]);
  const message = announced === null ? undefined : find(state.live, announced);
  return message === undefined || message.recalledBy !== null ? '' : words.said(nameOf(state, message), oneLine(message));
}
