import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import { Markdown } from './Markdown';
import { messageApi } from './messageApi';
import styles from './MessageSheet.module.css';

type Version = { body: string; at: number };

export function HistoryDialog({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(actionWords);
  const [versions, setVersions] = useState<Version[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    messageApi.history(state.room.id, message.seq).then(setVersions, (failure: unknown) => setProblem(problemOf(failure).code));
  }, [state.room.id, message.seq]);
  return (
    <Dialog title={words.history} onClose={onClose}>
      {versions === null && problem === null && <Spinner label={words.history} />}
      <FormError text={problem === null ? null : explain(problem)} />
      <ol className={styles['versions']}>
        {versions?.map((version, index) => (
          <li key={version.at}>
            <time dateTime={new Date(version.at).toISOString()}>
              {dayAndClock(version.at)} {index === 0 ? words.original : ''} {index === versions.length - 1 ? words.now : ''}
            </time>
            <Markdown body={version.body} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
