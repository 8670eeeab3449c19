import { useWords } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import styles from './Reactions.module.css';
import { memberName } from './text';
import { useMessageActions } from './useMessageActions';

const NAMES_MAX = 8;

export function Reactions({ state, message }: { state: RoomState; message: MessageView }) {
  const words = useWords(actionWords);
  const actions = useMessageActions(state, message);
  if (message.reactions.length === 0) return null;
  return (
    <div className={styles['reactions']}>
      {message.reactions.map(({ emoji, members }) => {
        const names = members.slice(0, NAMES_MAX).map((member) => memberName(state, member)).join(', ');
        const label = words.reactedBy(emoji, names, members.length);
        return (
          <button
            key={emoji}
            type="button"
            className={styles['reaction']}
            aria-pressed={members.includes(state.me.member)}
            aria-label={label}
            title={label}
            disabled={!actions.may.speak}
            onClick={() => actions.react(emoji)}
          >
            <span aria-hidden="true">{emoji}</span>
            <span aria-hidden="true">{members.length}</span>
          </button>
        );
      })}
    </div>
  );
}
