import type { KeyboardEvent } from 'react';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { askAgain, turnToAskAgain } from '../turn/askAgain';
import { useMessageActions } from './useMessageActions';
import { useRoomUi } from './roomUi';

/** Single keys on a focused message: q quotes, e edits, r reacts, p pins, c copies, f forwards, a asks again, ? asks why, ! reports, Delete recalls. */
export function useMessageKeys(state: RoomState, message: MessageView) {
  const actions = useMessageActions(state, message);
  const { act } = useRoomUi();
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actionOf(event.key);
    if (action === null) return;
    event.preventDefault();
    action();
  };

  function actionOf(key: string): (() => void) | null {
    const { may } = actions;
    if (key === 'q') return may.speak ? actions.quote : null;
    if (key === 'e') return may.edit ? actions.edit : null;
    if (key === 'r') return may.speak ? () => act({ type: 'show', panel: { kind: 'emoji', message } }) : null;
    if (key === 'p') return may.pin ? actions.pin : null;
    if (key === 'c') return actions.copy;
    if (key === 'f') return may.forward ? actions.forward : null;
    if (key === '?') return () => act({ type: 'show', panel: { kind: 'why', message } });
    const turn = key === 'a' && may.speak ? turnToAskAgain(state, message) : null;
    if (turn !== null) return () => void askAgain(state.room.id, turn, false);
    if (key === '!') return may.report ? actions.report : null;
    if (key === 'Delete') return may.recall ? actions.recall : null;
    return null;
  }
}
