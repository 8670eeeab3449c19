import { Pencil, Quote, X } from 'lucide-react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import { asksAnew } from '../turn/askAgain';
import { turnWords } from '../turn/turnWords';
import styles from './Composer.module.css';
import { useRoomUi } from './roomUi';
import { nameOf, oneLine } from './text';
import { messageWords } from './words';

/** What one is quoting or editing, above the field. */
export function Above({ state }: { state: RoomState }) {
  const words = useWords(messageWords);
  const turn = useWords(turnWords);
  const { ui, act } = useRoomUi();
  const message = ui.editing ?? ui.quoting;
  if (message === null) return null;
  const editing = ui.editing !== null;
  return (
    <div className={styles['above']}>
      {editing ? <Pencil size={16} aria-hidden="true" /> : <Quote size={16} aria-hidden="true" />}
      <span>
        <b>{editing ? words.editing : words.quoting(nameOf(state, message))}</b>
        {editing && asksAnew(state, message) !== null && <em>{turn.editAsks} </em>}
        {oneLine(message)}
      </span>
      <IconButton size="small" label={editing ? words.stopEditing : words.stopQuoting} onClick={() => act({ type: 'quote', message: null })}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
