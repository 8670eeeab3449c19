import { useEffect, useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { useRoomUi } from '../message/roomUi';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import type { WhyLine, WhyView } from './turnApi';
import { turnApi } from './turnApi';
import styles from './WhyDialog.module.css';
import { whyWords } from './whyWords';

/** What no message led to. */
const UNPROMPTED = ['joined', 'schedule'];

/** Why there is this answer, or why the agents were silent: the rule that decided, in plain words. */
export default function WhyDialog({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(whyWords);
  const { act } = useRoomUi();
  const [view, setView] = useState<WhyView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    turnApi.why(state.room.id, message.seq).then(setView, (failure: unknown) => setProblem(problemOf(failure).code));
  }, [state.room.id, message.seq]);
  const own = view?.own ?? null;
  return (
    <Dialog title={words.title} onClose={onClose}>
      {view === null && problem === null && <Spinner label={words.title} />}
      <FormError text={problem === null ? null : explain(problem)} />
      {view !== null && (
        <div className={styles['why']}>
          {own !== null && (
            <>
              <Line state={state} line={own} />
              {!UNPROMPTED.includes(own.rule) && (
                <Button
                  size="small"
                  onClick={() => {
                    act({ type: 'show', panel: null });
                    act({ type: 'goTo', seq: own.trigger });
                  }}
                >
                  {words.goTo}
                </Button>
              )}
            </>
          )}
          {view.agents.map((line) => (
            <Line key={`${line.agent} ${line.turn ?? ''}`} state={state} line={line} />
          ))}
          {own === null && view.agents.length === 0 && <p>{words.nobody}</p>}
          {view.chain !== null && <p className={styles['chain']}>{words.chain(view.chain.turns, view.chain.promptTokens + view.chain.answerTokens)}</p>}
        </div>
      )}
    </Dialog>
  );
}

function Line({ state, line }: { state: RoomState; line: WhyLine }) {
  const words = useWords(whyWords);
  const keeps = state.me.role === 'owner' || state.me.role === 'admin';
  const agent = state.members.get(line.agent);
  const matters = ['not_addressed', 'agent_off', 'open_question', 'lively_talk', 'hourly_max', 'quiet_hours', 'spoke_up', 'model_said_no'];
  return (
    <section className={styles['line']}>
      <Avatar name={line.name} picture={agent?.picture} kind="agent" size={32} />
      <div>
        <h3>
          {line.name} <small className={line.turn === null ? styles['silent'] : styles['spoke']}>{line.turn === null ? words.silent : words.spoke}</small>
        </h3>
        <p>{words.rule(line)}</p>
        {matters.includes(line.rule) && state.room.kind === 'group' && (
          <p className={styles['hint']}>
            {words.setTo(line.name, words.hint(line.manner))}
            {keeps && (
              <>
                {' · '}
                <Link to={{ screen: 'roomSettings', room: state.room.id, page: 'room' }}>{words.change}</Link>
              </>
            )}
          </p>
        )}
      </div>
    </section>
  );
}
