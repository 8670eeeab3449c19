import { MoreHorizontal, Quote, SmilePlus } from 'lucide-react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import styles from './MessageTools.module.css';
import { useRoomUi } from './roomUi';
import { useMessageActions } from './useMessageActions';

/** What hovers over a message under the mouse; a finger holds the message instead, a keyboard presses Enter on it. */
export function MessageTools({ state, message }: { state: RoomState; message: MessageView }) {
  const words = useWords(actionWords);
  const { act } = useRoomUi();
  const actions = useMessageActions(state, message);
  const mine = message.author === state.me.member && message.importedAs === null;
  return (
    <div className={`${styles['tools']} ${mine ? styles['mine'] : ''}`} role="toolbar" aria-label={words.tools}>
      {actions.may.speak && (
        <>
          <IconButton size="small" tabIndex={-1} label={words.react} onClick={() => act({ type: 'show', panel: { kind: 'emoji', message } })}>
            <SmilePlus size={16} aria-hidden="true" />
          </IconButton>
          <IconButton size="small" tabIndex={-1} label={words.quote} onClick={actions.quote}>
            <Quote size={16} aria-hidden="true" />
          </IconButton>
        </>
      )}
      <IconButton size="small" tabIndex={-1} label={words.more} onClick={() => act({ type: 'show', panel: { kind: 'actions', message } })}>
        <MoreHorizontal size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
