import { Square } from 'lucide-react';
import { useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Spinner } from '../design/Spinner';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { Markdown } from '../message/Markdown';
import rowStyles from '../message/MessageRow.module.css';
import { memberName } from '../message/text';
import { roomApi } from '../room/roomApi';
import type { LiveTurn, RoomState } from '../room/roomState';
import styles from './AnswerCard.module.css';
import { Thoughts } from './Thoughts';
import { agentWords } from './words';

/** An answer while it is being made: the words so far, and a way to stop it. */
export function LiveTurnRow({ turn, state }: { turn: LiveTurn; state: RoomState }) {
  const words = useWords(agentWords);
  const agent = state.members.get(turn.agent);
  const name = memberName(state, turn.agent);
  const [stopping, setStopping] = useState(false);
  const stop = async () => {
    setStopping(true);
    try {
      await roomApi.stopTurn(state.room.id, turn.turn);
    } catch (failure) {
      setStopping(false);
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  return (
    <div className={rowStyles['outer']}>
      <div className={`${rowStyles['row']} ${rowStyles['first']}`}>
        <div className={rowStyles['seat']}>
          <Avatar name={name} picture={agent?.picture} kind="agent" size={36} />
        </div>
        <div className={rowStyles['body']}>
          <header className={rowStyles['head']}>
            <b>{name}</b>
          </header>
          <div className={`${rowStyles['bubble']} ${rowStyles['letter']} ${styles['turn']}`}>
            {turn.thinking !== '' && <Thoughts text={turn.thinking} growing={turn.text === ''} />}
            {turn.text === '' ? (
              <p className={styles['thinking']}>
                <Spinner /> {words.thinking(name)}
              </p>
            ) : (
              <div>
                <Markdown body={turn.text} />
                <span className={styles['cursor']} aria-hidden="true" />
              </div>
            )}
            {turn.stoppable && (
              <Button size="small" busy={stopping} icon={<Square size={12} aria-hidden="true" />} onClick={() => void stop()}>
                {stopping ? words.stopping : words.stop}
              </Button>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
