import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import styles from './Chips.module.css';
import { conversationWords } from './words';

/** What one might ask, in a conversation where nobody has asked yet. Choosing one writes it; sending stays with the person. */
export function Chips({ state, onPick }: { state: RoomState; onPick(text: string): void }) {
  const words = useWords(conversationWords);
  const asked = state.live.hasEarlier || state.live.messages.some((message) => message.author === state.me.member);
  if (asked) return null;
  return (
    <ul className={styles['chips']} aria-label={words.examples}>
      {[words.chipPlan, words.chipWords, words.chipExplain].map((chip) => (
        <li key={chip}>
          <button type="button" onClick={() => onPick(chip)}>
            {chip}
          </button>
        </li>
      ))}
    </ul>
  );
}
