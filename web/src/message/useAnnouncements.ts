import { useEffect, useRef, useState } from 'react';
import { wordsNow } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import { nameOf, oneLine } from './text';
import { messageWords } from './words';

/** What a screen reader says when somebody else has spoken: the newest message only, politely. */
export function useAnnouncements(state: RoomState): string {
  const last = state.live.messages.at(-1);
  const known = useRef(last?.seq ?? 0);
  const [text, setText] = useState('');
  useEffect(() => {
    if (last === undefined || last.seq <= known.current) return;
    known.current = last.seq;
    if (last.author === state.me.member || last.recalledBy !== null) return;
    setText(wordsNow(messageWords).said(nameOf(state, last), oneLine(last)));
  }, [last, state]);
  return text;
}
