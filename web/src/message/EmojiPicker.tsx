import { Dialog } from '../design/Dialog';
import { useWords } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { EMOJI, emojiWords } from './emoji';
import styles from './MessageSheet.module.css';
import { useMessageActions } from './useMessageActions';

export function EmojiPicker({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(emojiWords);
  const actions = useMessageActions(state, message);
  return (
    <Dialog title={words.title} onClose={onClose}>
      {(Object.keys(EMOJI) as (keyof typeof EMOJI)[]).map((group) => (
        <section key={group}>
          <h3 className={styles['group']}>{words[group]}</h3>
          <div className={styles['grid']}>
            {EMOJI[group].split(' ').map((emoji) => (
              <button key={emoji} type="button" onClick={() => actions.react(emoji)}>
                {emoji}
              </button>
            ))}
          </div>
        </section>
      ))}
    </Dialog>
  );
}
