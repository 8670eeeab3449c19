import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { SearchHit } from '../protocol/http';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import { snippet } from './highlights';
import { messageApi } from './messageApi';
import { useRoomUi } from './roomUi';
import styles from './SearchPanel.module.css';
import { nameOf } from './text';

const WAIT_MILLIS = 250;

interface Found {
  words: string;
  hits: SearchHit[];
  hasMore: boolean;
}

/** Finds what was said in this room; choosing a hit goes there. */
export default function SearchPanel({ state, onClose }: { state: RoomState; onClose(): void }) {
  const words = useWords(actionWords);
  const { act } = useRoomUi();
  const room = state.room.id;
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = typed.trim();

  useEffect(() => {
    if (wanted === '') return setFound(null);
    let stale = false;
    const timer = setTimeout(async () => {
      setBusy(true);
      try {
        const page = await messageApi.search(room, wanted, null);
        if (!stale) setFound({ words: wanted, ...page });
        setProblem(null);
      } catch (failure) {
        if (!stale) setProblem(problemOf(failure).code);
      } finally {
        if (!stale) setBusy(false);
      }
    }, WAIT_MILLIS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [room, wanted]);

  const more = async () => {
    const last = found?.hits.at(-1);
    if (found === null || last === undefined) return;
    const page = await messageApi.search(room, found.words, last.message.seq).catch(() => null);
    if (page !== null) setFound({ ...found, hits: [...found.hits, ...page.hits], hasMore: page.hasMore });
  };

  const go = (hit: SearchHit) => {
    onClose();
    act({ type: 'goTo', seq: hit.message.seq });
  };

  return (
    <Dialog title={words.searchTitle} look="side" onClose={onClose}>
      <div className={styles['field']}>
        <Search size={18} aria-hidden="true" />
        <input
          type="search"
          data-first
          value={typed}
          placeholder={words.searchPlaceholder}
          aria-label={words.searchTitle}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <FormError text={problem === null ? null : explain(problem)} />
      <div role="status" className={styles['status']}>
        {busy && <Spinner />}
        {wanted === '' && words.searchStart}
        {!busy && found !== null && found.hits.length === 0 && words.searchNothing}
      </div>
      <ul className={styles['hits']}>
        {found?.hits.map((hit) => (
          <li key={hit.message.seq}>
            <button type="button" onClick={() => go(hit)}>
              <small>
                <b>{nameOf(state, hit.message)}</b> {dayAndClock(hit.message.at)}
              </small>
              <span>
                {snippet(hit.message.body, hit.highlights).map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found?.hasMore && (
        <Button wide onClick={() => void more()}>
          {words.searchMore}
        </Button>
      )}
    </Dialog>
  );
}
