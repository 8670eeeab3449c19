import { useState } from 'react';
import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { roomApi } from '../room/roomApi';
import { counterpart } from '../room/RoomHeader';
import type { RoomState } from '../room/roomState';
import styles from './Composer.module.css';
import { messageWords } from './words';

/** Where the composer would be, for who may not talk: why not, and what can be done about it. */
export function Silenced({ state }: { state: RoomState }) {
  const words = useWords(messageWords);
  const until = state.members.get(state.me.member)?.mutedUntil ?? 0;
  if (state.room.archived) return <p className={styles['silenced']}>{words.archived}</p>;
  if (state.blocks.silenced) return <Blocked state={state} />;
  return <p className={styles['silenced']}>{words.muted(dayAndClock(until))}</p>;
}

function Blocked({ state }: { state: RoomState }) {
  const words = useWords(messageWords);
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const other = counterpart(state);
  const room = state.room.id;
  const mine = other !== null && state.blocks.mine.includes(other.id);
  const again = async () => {
    setBusy(true);
    try {
      if (mine) await roomApi.setBlocked(room, other.id, false);
      await client.loadBlocks(room);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(false);
    }
  };
  const name = other?.displayName ?? words.somebody;
  return (
    <div className={styles['silenced']} role="status">
      <p>{mine ? words.blockedByMe(name) : words.blockedByThem(name)}</p>
      <Button size="small" busy={busy} onClick={() => void again()}>
        {mine ? words.unblock : words.lookAgain}
      </Button>
    </div>
  );
}
