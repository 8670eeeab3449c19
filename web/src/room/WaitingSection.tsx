import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { JoinRequest } from '../protocol/doors';
import { doorApi } from './doorApi';
import styles from './RoomSettings.module.css';
import type { RoomState } from './roomState';
import { roomSettingsWords } from './settingsWords';

/** Who asks to come in; gone from the screen when there is nobody. */
export function WaitingSection({ state }: { state: RoomState }) {
  const words = useWords(roomSettingsWords);
  const room = state.room.id;
  const [waiting, setWaiting] = useState<JoinRequest[]>([]);
  useEffect(() => {
    doorApi.joinRequests(room).then(setWaiting, () => undefined);
  }, [room, state.waitingAtDoor]);
  const settle = async (one: JoinRequest, work: Promise<unknown>) => {
    try {
      await work;
      setWaiting((all) => all.filter((other) => other.account !== one.account));
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  if (waiting.length === 0) return null;
  return (
    <Section title={words.waiting}>
      <ul>
        {waiting.map((one) => (
          <li key={one.account} className={styles['member']}>
            <Avatar name={one.displayName} picture={one.picture} size={40} />
            <span>
              {one.displayName}
              <small>{dayAndClock(one.askedAt)}</small>
            </span>
            <Button size="small" look="primary" onClick={() => void settle(one, doorApi.approve(room, one.account))}>
              {words.approve}
            </Button>
            <Button size="small" look="plain" onClick={() => void settle(one, doorApi.decline(room, one.account))}>
              {words.decline}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
