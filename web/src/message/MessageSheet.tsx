import { Bookmark, CircleHelp, Columns2, Copy, Flag, Forward, Pencil, Plus, Quote, RotateCcw, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from '../design/Dialog';
import { useWords } from '../i18n/catalog';
import type { TurnId } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { askAgain, turnToAskAgain } from '../turn/askAgain';
import { turnWords } from '../turn/turnWords';
import { whyWords } from '../turn/whyWords';
import { actionWords } from './actionWords';
import { forwardWords } from './forwardWords';
import styles from './MessageSheet.module.css';
import { useRoomUi } from './roomUi';
import { nameOf, oneLine } from './text';
import { useMessageActions } from './useMessageActions';

export const QUICK = ['👍', '❤️', '😂', '🔥', '🎉', '🙏'];

/** All that can be done with a message. */
export function MessageSheet({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(actionWords);
  const carried = useWords(forwardWords);
  const turn = useWords(turnWords);
  const why = useWords(whyWords);
  const { act } = useRoomUi();
  const { may, ...actions } = useMessageActions(state, message);
  const again = may.speak ? turnToAskAgain(state, message) : null;
  const ask = (id: TurnId) => {
    onClose();
    void askAgain(state.room.id, id, false);
  };
  return (
    <Dialog title={nameOf(state, message)} onClose={onClose}>
      <p className={styles['line']}>{oneLine(message)}</p>
      {may.speak && (
        <div className={styles['quick']}>
          {QUICK.map((emoji) => (
            <button key={emoji} type="button" onClick={() => actions.react(emoji)}>
              {emoji}
            </button>
          ))}
          <button type="button" aria-label={words.moreEmoji} onClick={() => act({ type: 'show', panel: { kind: 'emoji', message } })}>
            <Plus size={20} aria-hidden="true" />
          </button>
        </div>
      )}
      <ul className={styles['actions']}>
        {may.speak && <Action label={words.quote} icon={<Quote size={20} />} keys="Q" onChoose={actions.quote} />}
        {message.body !== '' && <Action label={words.copy} icon={<Copy size={20} />} keys="C" onChoose={actions.copy} />}
        {may.forward && <Action label={carried.forward} icon={<Forward size={20} />} keys="F" onChoose={actions.forward} />}
        {may.edit && <Action label={words.edit} icon={<Pencil size={20} />} keys="E" onChoose={actions.edit} />}
        {may.pin && <Action label={message.pinned ? words.unpin : words.pin} icon={<Bookmark size={20} />} keys="P" onChoose={actions.pin} />}
        {again !== null && (
          <Action label={message.answer === null ? turn.askAgain : turn.again} icon={<RotateCcw size={20} />} keys="A" onChoose={() => ask(again)} />
        )}
        {again !== null && message.answer !== null && <Action label={turn.another} icon={<Columns2 size={20} />} onChoose={() => act({ type: 'show', panel: { kind: 'again', turn: again } })} />}
        {hasAgents(state) && <Action label={why.why} icon={<CircleHelp size={20} />} keys="?" onChoose={() => act({ type: 'show', panel: { kind: 'why', message } })} />}
        {may.report && <Action label={words.report} icon={<Flag size={20} />} keys="!" onChoose={actions.report} />}
        {may.recall && <Action label={words.recall} icon={<Undo2 size={20} />} keys="Del" danger onChoose={actions.recall} />}
      </ul>
    </Dialog>
  );
}

function hasAgents(state: RoomState): boolean {
  return [...state.members.values()].some((member) => member.kind === 'agent' && member.present);
}

function Action({ label, icon, keys, danger, onChoose }: { label: string; icon: ReactNode; keys?: string; danger?: boolean; onChoose(): void }) {
  return (
    <li>
      <button type="button" className={danger ? styles['danger'] : ''} onClick={onChoose}>
        <span aria-hidden="true">{icon}</span>
        {label}
        {keys !== undefined && <kbd aria-hidden="true">{keys}</kbd>}
      </button>
    </li>
  );
}
