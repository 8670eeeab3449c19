import { useId, useState } from 'react';
import { AnswerCard } from '../agent/AnswerCard';
import { useWords } from '../i18n/catalog';
import { Markdown } from '../message/Markdown';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import styles from './Beside.module.css';
import { turnWords } from './turnWords';

/** Two answers to one question: side by side where there is room, one at a time on a phone. */
export function Beside({ first, second, names }: { first: MessageView; second: MessageView; names: string }) {
  const words = useWords(turnWords);
  const [shown, setShown] = useState(1);
  const id = useId();
  const both = [first, second];
  const label = (message: MessageView, index: number) => message.answer?.model ?? (index === 0 ? words.first : words.second);
  return (
    <div className={styles['beside']}>
      <div role="tablist" aria-label={words.compare} className={styles['tabs']}>
        {both.map((message, index) => (
          <button
            key={message.seq}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={shown === index}
            aria-controls={`${id}-${index}`}
            tabIndex={shown === index ? 0 : -1}
            onClick={() => setShown(index)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
                setShown(1 - index);
                document.getElementById(`${id}-tab-${1 - index}`)?.focus();
              }
            }}
          >
            {index === 0 ? words.first : words.second} · {label(message, index)}
          </button>
        ))}
      </div>
      {both.map((message, index) => (
        <section key={message.seq} id={`${id}-${index}`} role="tabpanel" aria-labelledby={`${id}-tab-${index}`} className={shown === index ? styles['shown'] : styles['other']}>
          <Markdown body={message.body} names={names} />
          {message.answer !== null && <AnswerCard answer={message.answer} about={message.about} />}
        </section>
      ))}
    </div>
  );
}

/** The answer that this one stands beside, if it is at hand. */
export function besideOf(state: RoomState, message: MessageView): MessageView | null {
  const turn = message.answer?.beside ?? null;
  if (turn === null) return null;
  const shown = state.past === null ? state.live : state.past;
  return shown.messages.find((other) => other.answer?.turn === turn && other.recalledBy === null) ?? null;
}
