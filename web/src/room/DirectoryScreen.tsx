import { useEffect, useState } from 'react';
import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { navigate } from '../app/routes';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Page } from '../design/Page';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { DirectoryEntry } from '../protocol/doors';
import { doorApi } from './doorApi';
import { doorWords } from './doorWords';
import { roomApi } from './roomApi';
import styles from './RoomSettings.module.css';
import { roomWords } from './words';

const WAIT_MILLIS = 250;
/** A shorter page is the last (weilu.room.Directory). */
const PAGE_ROOMS = 30;

/** Public rooms that anybody on this server may sit down in. */
export default function DirectoryScreen() {
  const words = useWords(doorWords);
  const [find, setFind] = useState('');
  const [found, setFound] = useState<DirectoryEntry[] | null>(null);
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    let asked = true;
    const timer = setTimeout(() => {
      doorApi.directory(find, null).then(
        (page) => {
          // The answer to what was typed before may come later.
          if (!asked) return;
          setFound(page);
          setEnded(page.length < PAGE_ROOMS);
        },
        (failure: unknown) => toast(explain(problemOf(failure).code), 'bad'),
      );
    }, WAIT_MILLIS);
    return () => {
      asked = false;
      clearTimeout(timer);
    };
  }, [find]);
  const more = async () => {
    const last = found?.at(-1);
    if (found === null || last === undefined) return;
    const page = await doorApi.directory(find, last.room.id).catch(() => []);
    setFound([...found, ...page]);
    setEnded(page.length < PAGE_ROOMS);
  };
  return (
    <Page title={words.directory} back={{ screen: 'rooms' }}>
      <TextField label={words.directoryFind} type="search" value={find} onChange={(event) => setFind(event.target.value)} />
      {found?.length === 0 && <p role="status">{words.directoryNone}</p>}
      <ul>
        {found?.map((entry) => (
          <Entry key={entry.room.id} entry={entry} />
        ))}
      </ul>
      {found !== null && found.length > 0 && !ended && <Button onClick={() => void more()}>{words.more}</Button>}
    </Page>
  );
}

function Entry({ entry }: { entry: DirectoryEntry }) {
  const words = useWords(doorWords);
  const rooms = useWords(roomWords);
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    try {
      if (!entry.joined) client.takeSnapshot(await roomApi.join(entry.room.id));
      navigate({ screen: 'room', room: entry.room.id, message: null });
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className={styles['member']}>
      <Avatar name={entry.room.name} picture={entry.room.picture} kind="room" size={48} />
      <span>
        <b>{entry.room.name}</b>
        <small>
          {rooms.members(entry.members)}
          {entry.room.topic && ` · ${entry.room.topic}`}
        </small>
      </span>
      <Button size="small" look={entry.joined ? 'soft' : 'primary'} busy={busy} onClick={() => void enter()}>
        {entry.joined ? words.open : words.join}
      </Button>
    </li>
  );
}
