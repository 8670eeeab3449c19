import { ChevronDown, ChevronUp } from 'lucide-react';
import { Fragment, useMemo, useRef } from 'react';
import { VList } from 'virtua';
import type { VListHandle } from 'virtua';
import { LiveTurnRow } from '../agent/LiveTurnRow';
import { useApp, useClient } from '../app/context';
import { WhisperCards } from '../conversation/WhisperCard';
import { useWhispers } from '../conversation/useWhispers';
import { useWords } from '../i18n/catalog';
import { shownWindow } from '../room/roomReducer';
import type { RoomState } from '../room/roomState';
import { RuleLines } from '../room/RuleLines';
import { EchoRow } from './EchoRow';
import { MessageRow } from './MessageRow';
import { useRoomUi } from './roomUi';
import { isEcho, isMessage, keyOf, rowsOf } from './rows';
import styles from './Timeline.module.css';
import { useAnnouncements } from './useAnnouncements';
import { useFirstUnread } from './useFirstUnread';
import { useGoTo } from './useGoTo';
import { usePaging } from './usePaging';
import { usePrepended } from './usePrepended';
import { useReading } from './useReading';
import { useRowKeys } from './useRowKeys';
import { useTimelineScroll } from './useTimelineScroll';
import { messageWords } from './words';

const NO_ECHOES: never[] = [];

export function Timeline({ state }: { state: RoomState }) {
  const words = useWords(messageWords);
  const client = useClient();
  const room = state.room.id;
  const { act } = useRoomUi();
  const list = useRef<VListHandle>(null);
  const echoes = useApp((app) => app.outbox.get(room) ?? NO_ECHOES);
  const shown = shownWindow(state);
  const live = state.past === null;
  const rows = useMemo(
    () => (live ? rowsOf(shown.messages, echoes, state.turns.values()) : rowsOf(shown.messages, [], [])),
    [shown.messages, echoes, state.turns, live],
  );
  const paging = usePaging(state);
  const last = rows.at(-1);
  const scroll = useTimelineScroll({
    list,
    rows: rows.length,
    lastKey: last === undefined ? '' : keyOf(last),
    live,
    lastIsMine: last !== undefined && isEcho(last),
    onNearTop: paging.earlier,
    onNearBottom: paging.later,
  });
  const goTo = useGoTo(state, scroll);
  useReading(client, state, scroll.atBottom && live);
  const announcement = useAnnouncements(state);
  const keys = useRowKeys(list, rows, act);
  const shift = usePrepended(shown.messages);
  const unread = useFirstUnread(state);
  const whispers = useWhispers(state);
  const toNewest = () => {
    if (live) return scroll.toBottom();
    client.store.dispatch({ type: 'room', room, action: { type: 'returnedToLive' } });
    goTo.startOver();
  };
  return (
    <div className={styles['timeline']}>
      <VList
        key={goTo.generation}
        ref={list}
        className={styles['list']}
        data={rows}
        shift={shift}
        bufferSize={600}
        onScroll={scroll.onScroll}
        onResize={scroll.onResize}
        // A feed without messages would be a broken promise to a screen reader.
        role={rows.length > 0 ? 'feed' : 'group'}
        aria-label={words.timeline}
        aria-busy={paging.busy}
        tabIndex={0}
        {...scroll.hand}
        onKeyDown={(event) => {
          scroll.byHand();
          keys.onKeyDown(event);
        }}
        onFocus={keys.onFocus}
      >
        {(row, index) => {
          if (isEcho(row)) return <EchoRow key={keyOf(row)} item={row} state={state} first={index === 0} />;
          if (!isMessage(row)) return <LiveTurnRow key={keyOf(row)} turn={row} state={state} />;
          return (
            <Fragment key={keyOf(row)}>
              <MessageRow
                state={state}
                messages={shown.messages}
                index={index}
                beginning={index === 0 && !shown.hasEarlier}
                reached={goTo.reached === row.seq}
                focusable={keys.focusable(row.seq)}
              />
              <RuleLines state={state} from={row.seq} before={shown.messages[index + 1]?.seq ?? (live ? Infinity : row.seq)} />
              <WhisperCards whispers={whispers} from={row.seq} before={shown.messages[index + 1]?.seq ?? Infinity} />
            </Fragment>
          );
        }}
      </VList>
      {rows.length === 0 && !shown.hasEarlier && <p className={styles['empty']}>{words.nothingYet}</p>}
      {unread !== null && (
        <button type="button" className={`${styles['pill']} ${styles['top']}`} onClick={() => act({ type: 'goTo', seq: unread.seq })}>
          <ChevronUp size={16} aria-hidden="true" /> {words.firstUnread(unread.count)}
        </button>
      )}
      {(!scroll.atBottom || !live) && (
        <button type="button" className={`${styles['pill']} ${styles['bottom']}`} onClick={toNewest}>
          <ChevronDown size={16} aria-hidden="true" />
          {scroll.missed > 0 ? words.newBelow(scroll.missed) : words.toBottom}
        </button>
      )}
      <div className="seen-by-readers-only" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}
