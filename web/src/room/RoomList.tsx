import { Bot, Compass, DoorOpen, Flame, MessageCircle, Plus, Search, Settings } from 'lucide-react';
import { Suspense, lazy, useMemo, useState } from 'react';
import { useApp } from '../app/context';
import { navigate } from '../app/routes';
import { Button, IconButton } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { Mark } from '../design/Mark';
import type { MenuItem } from '../design/Menu';
import { Menu } from '../design/Menu';
import { useWords } from '../i18n/catalog';
import type { RoomEntry } from '../protocol/http';
import type { RoomId } from '../protocol/ids';
import { roomApi } from './roomApi';
import styles from './RoomList.module.css';
import { ConversationGroup, grouped } from '../conversation/ConversationGroup';
import { roomsInOrder } from './roomsReducer';
import { titleOf } from './titles';
import { useOpenDirect } from './useOpenDirect';
import { roomWords } from './words';

const NewRoomDialog = lazy(() => import('./NewRoomDialog'));
const JoinDialog = lazy(() => import('./JoinDialog'));
const PeopleDialog = lazy(() => import('./PeopleDialog'));

/** From how many rooms on a field to find one is worth its place. */
const FIND_FROM = 8;

export function RoomList({ chosen }: { chosen: RoomId | null }) {
  const words = useWords(roomWords);
  const rooms = useApp((state) => state.rooms);
  const server = useApp((state) => state.server);
  const [find, setFind] = useState('');
  const [dialog, setDialog] = useState<'new' | 'join' | 'people' | null>(null);
  const all = useMemo(() => roomsInOrder(rooms), [rooms]);
  const shown = all.filter((entry) => matches(entry, find));
  return (
    <nav className={styles['list']} aria-label={words.rooms}>
      <header className={styles['head']}>
        <Mark size={36} />
        <h1>{server?.name ?? words.rooms}</h1>
        <AddMenu onNew={() => setDialog('new')} onJoin={() => setDialog('join')} onTalk={() => setDialog('people')} />
        <IconButton label={words.settings} onClick={() => navigate({ screen: 'settings', page: 'profile' })}>
          <Settings size={20} aria-hidden="true" />
        </IconButton>
      </header>
      {all.length >= FIND_FROM && (
        <div className={styles['find']}>
          <Search size={16} aria-hidden="true" />
          <input type="search" placeholder={words.find} aria-label={words.find} value={find} onChange={(event) => setFind(event.target.value)} />
        </div>
      )}
      {rooms.loaded && all.length === 0 ? (
        <NoRooms onNew={() => setDialog('new')} onJoin={() => setDialog('join')} />
      ) : (
        <ul className={styles['rooms']}>
          {(find === '' ? grouped(shown) : shown.map((entry) => [entry])).map((group) => (
            <ConversationGroup key={group[0]?.room.id} entries={group} chosen={chosen} />
          ))}
        </ul>
      )}
      <Suspense>
        {dialog === 'new' && <NewRoomDialog onClose={() => setDialog(null)} />}
        {dialog === 'join' && <JoinDialog onClose={() => setDialog(null)} />}
        {dialog === 'people' && <PeopleDialog onClose={() => setDialog(null)} />}
      </Suspense>
    </nav>
  );
}

function AddMenu({ onNew, onJoin, onTalk }: { onNew(): void; onJoin(): void; onTalk(): void }) {
  const words = useWords(roomWords);
  const talkToAgent = useOpenDirect(roomApi.directWithAgent);
  const guest = useApp((state) => state.me?.kind === 'guest');
  const items: MenuItem[] = [
    { key: 'new', label: words.newRoom, icon: <Plus size={18} />, onChoose: onNew },
    { key: 'join', label: words.join, icon: <DoorOpen size={18} />, onChoose: onJoin },
    { key: 'people', label: words.findPeople, icon: <MessageCircle size={18} />, onChoose: onTalk },
    { key: 'agent', label: words.talkToAgent, icon: <Flame size={18} />, onChoose: () => void talkToAgent() },
    { key: 'agents', label: words.myAgents, icon: <Bot size={18} />, onChoose: () => navigate({ screen: 'agents' }) },
    { key: 'directory', label: words.directory, icon: <Compass size={18} />, onChoose: () => navigate({ screen: 'directory' }) },
  ];
  return (
    <Menu
      label={words.menu}
      items={guest ? items.filter((item) => item.key === 'join') : items}
      trigger={(props) => (
        <IconButton {...props} label={words.add}>
          <Plus size={22} aria-hidden="true" />
        </IconButton>
      )}
    />
  );
}

function NoRooms({ onNew, onJoin }: { onNew(): void; onJoin(): void }) {
  const words = useWords(roomWords);
  const talkToAgent = useOpenDirect(roomApi.directWithAgent);
  const guest = useApp((state) => state.me?.kind === 'guest');
  return (
    <EmptyState
      title={words.noRooms}
      actions={
        <>
          <Button look="primary" onClick={onNew}>
            {words.newRoom}
          </Button>
          <Button onClick={onJoin}>{words.join}</Button>
          {!guest && (
            <Button look="plain" onClick={() => void talkToAgent()}>
              {words.talkToAgent}
            </Button>
          )}
        </>
      }
    >
      {words.noRoomsText}
    </EmptyState>
  );
}

function matches(entry: RoomEntry, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  return wanted === '' || titleOf(entry).toLowerCase().includes(wanted) || String(entry.room.id).startsWith(wanted);
}
