import { ArrowLeft, Bell, BellOff, BellRing, Bookmark, Bot, Hash, MoreHorizontal, Search, Settings, Users } from 'lucide-react';
import { useAgentsWaiting } from '../agent/useAgentsWaiting';
import { useApp, useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { goBack, navigate } from '../app/routes';
import { Avatar } from '../design/Avatar';
import { IconButton } from '../design/Button';
import type { MenuItem } from '../design/Menu';
import { Menu } from '../design/Menu';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { askToNotify, mayAskToNotify } from '../message/notifications';
import { useRoomUi } from '../message/roomUi';
import { oneLine } from '../message/text';
import type { Notify } from '../protocol/http';
import { StopAll } from '../turn/StopAll';
import { roomApi } from './roomApi';
import styles from './RoomHeader.module.css';
import type { RoomState } from './roomState';
import { roomWords } from './words';

export function RoomHeader({ state }: { state: RoomState }) {
  const words = useWords(roomWords);
  const { act } = useRoomUi();
  const unreadElsewhere = useApp((app) => [...app.rooms.entries.values()].some((entry) => entry.unread > 0 && entry.room.id !== state.room.id));
  const other = counterpart(state);
  const people = [...state.members.values()].filter((member) => member.present);
  const here = people.filter((member) => state.online.has(member.id)).length;
  const whereabouts = () => {
    if (other === null) return words.hereLine(here, people.length);
    if (other.kind === 'agent') return words.agent;
    return state.online.has(other.id) ? words.byTheFire : words.away;
  };
  return (
    <header className={styles['header']}>
      <span className={styles['back']}>
        <IconButton label={words.back} onClick={() => goBack({ screen: 'rooms' })}>
          <ArrowLeft size={22} aria-hidden="true" />
        </IconButton>
        {unreadElsewhere && <i aria-hidden="true" />}
      </span>
      <button type="button" className={styles['title']} onClick={() => act({ type: 'show', panel: { kind: 'details' } })}>
        <Avatar
          name={other?.displayName ?? state.room.name}
          picture={other?.picture ?? state.room.picture}
          kind={other?.kind ?? 'room'}
          size={40}
          lit={other !== null && state.online.has(other.id)}
        />
        <span className={styles['names']}>
          <span className={styles['name']}>{state.room.name || other?.displayName}</span>
          <span className={styles['topic']}>
            {other !== null && state.room.name !== '' && <>{other.displayName} · </>}
            {whereabouts()}
            {state.room.topic && <> · {state.room.topic}</>}
          </span>
        </span>
      </button>
      <StopAll state={state} />
      <IconButton label={words.search} onClick={() => act({ type: 'show', panel: { kind: 'search' } })}>
        <Search size={20} aria-hidden="true" />
      </IconButton>
      <RoomMenu state={state} />
    </header>
  );
}

function RoomMenu({ state }: { state: RoomState }) {
  const words = useWords(roomWords);
  const client = useClient();
  const { act } = useRoomUi();
  const room = state.room.id;
  const waiting = useAgentsWaiting(state);
  const setNotify = async (notify: Notify) => {
    if (notify !== 'none') askToNotify();
    try {
      await roomApi.notify(room, notify);
      client.store.dispatch({ type: 'notifySet', room, notify });
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  const notifyItem = (notify: Notify, label: string): MenuItem => ({
    key: notify,
    label,
    icon: notify === 'none' ? <BellOff size={18} /> : <Bell size={18} />,
    chosen: state.me.notify === notify,
    onChoose: () => void setNotify(notify),
  });
  const items: MenuItem[] = [
    { key: 'details', label: words.details, icon: <Users size={18} />, onChoose: () => act({ type: 'show', panel: { kind: 'details' } }) },
    notifyItem('all', words.notifyAll),
    notifyItem('mentions', words.notifyMentions),
    notifyItem('none', words.notifyNone),
    ...(mayAskToNotify() ? [{ key: 'ask', label: words.notifyAsk, icon: <BellRing size={18} />, onChoose: askToNotify }] : []),
    {
      key: 'number',
      label: `${words.copyNumber} ${room}`,
      icon: <Hash size={18} />,
      onChoose: () => void navigator.clipboard?.writeText(String(room)).then(() => toast(words.copied)),
    },
    ...(waiting === 0 ? [] : [{ key: 'agents', label: words.agentsWait(waiting), icon: <Bot size={18} />, onChoose: () => navigate({ screen: 'roomSettings', room, page: 'room' }) }]),
    { key: 'settings', label: state.reported > 0 ? `${words.roomSettings} · ${words.reportsWait(state.reported)}` : words.roomSettings, icon: <Settings size={18} />, onChoose: () => navigate({ screen: 'roomSettings', room, page: 'room' }) },
  ];
  return (
    <Menu
      label={words.menu}
      items={state.room.kind === 'direct' ? items.filter((item) => item.key !== 'number') : items}
      trigger={(props) => (
        <span className={styles['more']}>
          <IconButton {...props} label={waiting === 0 ? words.menu : `${words.menu} · ${words.agentsWait(waiting)}`}>
            <MoreHorizontal size={20} aria-hidden="true" />
          </IconButton>
          {waiting > 0 && <i aria-hidden="true" />}
        </span>
      )}
    />
  );
}

/** The pins, one line below the header. */
export function PinsBar({ state }: { state: RoomState }) {
  const words = useWords(roomWords);
  const { act } = useRoomUi();
  const newest = state.pinned[0];
  if (newest === undefined) return null;
  return (
    <button type="button" className={styles['pins']} onClick={() => act({ type: 'show', panel: { kind: 'pins' } })}>
      <Bookmark size={16} aria-hidden="true" />
      <span className={styles['pinText']}>{oneLine(newest)}</span>
      <span className={styles['pinCount']}>{words.pins(state.pinned.length)}</span>
    </button>
  );
}

/** The other one in a direct room. */
export function counterpart(state: RoomState) {
  if (state.room.kind !== 'direct') return null;
  return [...state.members.values()].find((member) => member.id !== state.me.member) ?? null;
}
