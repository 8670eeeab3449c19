import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { Spinner } from '../design/Spinner';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { PersonView } from '../protocol/doors';
import { doorApi } from './doorApi';
import styles from './PeopleDialog.module.css';
import { peopleWords } from './peopleWords';
import { roomApi } from './roomApi';
import { useOpenDirect } from './useOpenDirect';

const WAIT_MILLIS = 200;

/** Somebody to talk to alone: those one shares a room with, and the host agent. */
export default function PeopleDialog({ onClose }: { onClose(): void }) {
  const words = useWords(peopleWords);
  const [find, setFind] = useState('');
  const [found, setFound] = useState<PersonView[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const talkToAgent = useOpenDirect(roomApi.directWithAgent);
  const talkTo = useOpenDirect(doorApi.direct);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      doorApi.people(find.trim()).then(
        (people) => {
          if (!current) return;
          setFound(people);
          setFailed(null);
        },
        (failure: unknown) => current && setFailed(explain(problemOf(failure).code)),
      );
    }, WAIT_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [find]);
  const open = (work: Promise<void>) => {
    onClose();
    void work;
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className={stack['stack']}>
        <TextField label={words.find} type="search" autoFocus autoComplete="off" maxLength={64} value={find} onChange={(event) => setFind(event.target.value)} />
        <FormError text={failed} />
        <div className={styles['found']}>
          <ul className={styles['people']} aria-label={words.list} aria-busy={found === null}>
            {find.trim() === '' && (
              <li>
                <button type="button" onClick={() => open(talkToAgent())}>
                  <Avatar name={words.agent} kind="agent" size={44} />
                  <span>
                    {words.agent}
                    <small>{words.agentText}</small>
                  </span>
                </button>
              </li>
            )}
            {found?.map((person) => (
              <li key={person.account}>
                <button type="button" onClick={() => open(talkTo(person.account))}>
                  <Avatar name={person.displayName} picture={person.picture} size={44} />
                  <span>{person.displayName}</span>
                </button>
              </li>
            ))}
          </ul>
          {found === null && failed === null && <Spinner label={words.title} />}
          {found?.length === 0 && (
            <p className={styles['nobody']} role="status">
              {find.trim() === '' ? words.nobodyYet : words.nobody}
            </p>
          )}
        </div>
      </div>
    </Dialog>
  );
}
