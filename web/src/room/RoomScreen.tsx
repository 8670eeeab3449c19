import { Suspense, lazy, useEffect, useMemo, useReducer } from 'react';
import { useApp, useClient, useRoom } from '../app/context';
import { explain } from '../app/problemWords';
import { navigate } from '../app/routes';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { ConversationBar } from '../conversation/ConversationBar';
import { Composer } from '../message/Composer';
import { NOTHING_GOING_ON, RoomUiContext, reduceRoomUi } from '../message/roomUi';
import { Timeline } from '../message/Timeline';
import type { RoomId, Seq } from '../protocol/ids';
import { PinsBar, RoomHeader, counterpart } from './RoomHeader';
import styles from './RoomScreen.module.css';
import type { RoomState } from './roomState';
import { roomWords } from './words';

const RoomDetails = lazy(() => import('./RoomDetails'));
const Panels = lazy(() => import('../message/Panels'));

export function RoomScreen({ room, message }: { room: RoomId; message: Seq | null }) {
  const client = useClient();
  const state = useRoom(room);
  useEffect(() => {
    void client.openRoom(room);
  }, [client, room]);
  if (state === undefined) return <NotOpen room={room} />;
  return <OpenRoom state={state} message={message} />;
}

function OpenRoom({ state, message }: { state: RoomState; message: Seq | null }) {
  const room = state.room.id;
  const words = useWords(roomWords);
  const [ui, act] = useReducer(reduceRoomUi, NOTHING_GOING_ON);
  const handle = useMemo(() => ({ ui, act }), [ui]);
  useEffect(() => {
    if (message === null) return;
    act({ type: 'goTo', seq: message });
    navigate({ screen: 'room', room, message: null }, 'replace');
  }, [message, room]);
  return (
    <RoomUiContext value={handle}>
      <div className={styles['screen']}>
        <section className={styles['middle']} aria-label={state.room.name}>
          <div className={styles['hearth']} data-warm={warmth(state)} aria-hidden="true" />
          <h1 className="seen-by-readers-only">{state.room.name}</h1>
          <RoomHeader state={state} />
          <PinsBar state={state} />
          {counterpart(state)?.kind === 'agent' && !state.room.archived && <ConversationBar state={state} />}
          <Timeline state={state} />
          <Composer state={state} />
        </section>
        <aside className={styles['details']} aria-label={words.details} tabIndex={0}>
          <Suspense>
            <RoomDetails state={state} />
          </Suspense>
        </aside>
      </div>
      <Suspense>{ui.panel !== null && <Panels state={state} panel={ui.panel} />}</Suspense>
    </RoomUiContext>
  );
}

function NotOpen({ room }: { room: RoomId }) {
  const words = useWords(roomWords);
  const client = useClient();
  const failed = useApp((state) => state.failed.get(room));
  if (failed === undefined) {
    return (
      <div className={styles['opening']}>
        <Spinner label={words.rooms} />
      </div>
    );
  }
  return (
    <EmptyState
      title={words.openFailed}
      actions={
        <>
          <Button onClick={() => navigate({ screen: 'rooms' })}>{words.goHome}</Button>
          <Button look="primary" onClick={() => void client.openRoom(room)}>
            {words.retry}
          </Button>
        </>
      }
    >
      {explain(failed)}
    </EmptyState>
  );
}

/** How brightly the fire below the composer burns: by how much was said in the last minutes. */
function warmth(state: RoomState): number {
  const since = Date.now() - 5 * 60_000;
  const recent = state.live.messages.slice(-12).filter((message) => message.at > since).length;
  if (state.turns.size > 0 || recent >= 8) return 3;
  if (recent >= 3) return 2;
  return recent > 0 ? 1 : 0;
}
