import { useWords } from '../i18n/catalog';
import { useRoomUi } from '../message/roomUi';
import { memberName } from '../message/text';
import type { Answer } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import styles from './Also.module.css';
import { turnWords } from './turnWords';

/** What was asked at the same time and is answered here, too: each a way to its question. */
export function Also({ state, answer }: { state: RoomState; answer: Answer }) {
  const words = useWords(turnWords);
  const { act } = useRoomUi();
  if (answer.also.length === 0) return null;
  return (
    <p className={styles['also']}>
      {words.also}
      {answer.also.map((ask) => (
        <button key={ask.message} type="button" title={words.goToAsk} onClick={() => act({ type: 'goTo', seq: ask.message })}>
          {memberName(state, ask.author)}
        </button>
      ))}
    </p>
  );
}
