import type { Dispatch, KeyboardEvent, RefObject, SetStateAction } from 'react';
import { useMemo, useState } from 'react';
import type { MemberView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import type { MentionQuery } from './mentions';
import { candidates, insertMention, mentionQuery } from './mentions';

/** Completion of @names in the composer. */
export function useMentioning(
  state: RoomState,
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  setText: Dispatch<SetStateAction<string>>,
) {
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [chosen, setChosen] = useState(0);
  const list = useMemo(
    () => (query === null ? [] : candidates(state.members.values(), query.text, state.me.member)),
    [query, state.members, state.me.member],
  );

  const close = () => setQuery(null);

  const look = (element: HTMLTextAreaElement) => {
    const found = element.selectionStart === element.selectionEnd ? mentionQuery(element.value, element.selectionStart) : null;
    if (found?.from !== query?.from || found?.text !== query?.text) setChosen(0);
    setQuery(found);
  };

  const pick = (member: MemberView) => {
    const element = field.current;
    if (element === null || query === null) return;
    const next = insertMention(text, element.selectionStart, query, member);
    setText(next.text);
    setQuery(null);
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(next.caret, next.caret);
    });
  };

  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    const current = list[chosen];
    if (current === undefined) return false;
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % list.length);
    else if (event.key === 'ArrowUp') setChosen((chosen + list.length - 1) % list.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(current);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    return true;
  };

  return { list, chosen, pick, look, close, onKey };
}
