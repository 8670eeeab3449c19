import { Dialog } from '../design/Dialog';
import stack from '../design/Stack.module.css';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import styles from './MessageSheet.module.css';
import { useRoomUi } from './roomUi';
import { nameOf, oneLine } from './text';

export function PinsDialog({ state, onClose }: { state: RoomState; onClose(): void }) {
  const words = useWords(actionWords);
  const { act } = useRoomUi();
  const go = (seq: (typeof state.pinned)[number]['seq']) => {
    onClose();
    act({ type: 'goTo', seq });
  };
  return (
    <Dialog title={words.pins} onClose={onClose}>
      {state.pinned.length === 0 && <p>{words.pinsNone}</p>}
      <ul className={stack['stack']}>
        {state.pinned.map((message) => (
          <li key={message.seq}>
            <button type="button" className={styles['pin']} onClick={() => go(message.seq)}>
              <small>
                {nameOf(state, message)} · {dayAndClock(message.at)}
              </small>
              <span>{oneLine(message)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
