import { useEffect, useState } from 'react';
import { useClient, useRoom } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { FormError } from '../design/FormError';
import { Page } from '../design/Page';
import { Spinner } from '../design/Spinner';
import { Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { RoomId } from '../protocol/ids';
import type { OutboundCall, OutboundFilter, OutboundSum } from './gatewayApi';
import { outboundApi } from './gatewayApi';
import { OutboundCallRow } from './OutboundCallRow';
import { OutboundDays } from './OutboundDays';
import styles from './OutboundScreen.module.css';
import { outboundWords } from './outboundWords';

const ALL: OutboundFilter = { mine: false, provider: null, day: null };

/** 出境账: every request that took words of this room to a model. */
export default function OutboundScreen({ room }: { room: RoomId }) {
  const words = useWords(outboundWords);
  const client = useClient();
  const off = useRoom(room)?.room.modelsOff === true;
  const [filter, setFilter] = useState(ALL);
  const [days, setDays] = useState<OutboundSum[]>([]);
  const [calls, setCalls] = useState<OutboundCall[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const read = async (before: OutboundCall | null) => {
    setFailed(null);
    try {
      const page = await outboundApi.page(room, filter, before?.id ?? null);
      setCalls((all) => (before === null ? page.calls : [...(all ?? []), ...page.calls]));
      setHasMore(page.hasMore);
    } catch (failure) {
      setFailed(explain(problemOf(failure).code));
    }
  };
  useEffect(() => void client.openRoom(room), [client, room]);
  useEffect(() => {
    setCalls(null);
    void read(null);
  }, [room, filter]);
  useEffect(() => {
    outboundApi.days(room, filter.mine).then((sums) => setDays(sums.days), () => undefined);
  }, [room, filter.mine]);
  return (
    <Page title={words.title} back={{ screen: 'room', room, message: null }}>
      {off && <p className={styles['off']}>{words.off}</p>}
      {calls?.some((call) => call.noStore) === true && <p className={styles['off']}>{words.notStored}</p>}
      <p className={styles['hint']}>{words.hint}</p>
      <Toggle label={words.mine} on={filter.mine} onChange={(mine) => setFilter({ ...ALL, mine })} />
      {days.length > 0 && <OutboundDays days={days} chosen={filter} onChoose={(day, provider) => setFilter({ ...filter, day, provider })} />}
      {filter.day !== null && filter.provider !== null && (
        <p className={styles['filtered']}>
          {words.filtered(filter.day, filter.provider)}
          <Button size="small" look="plain" onClick={() => setFilter({ ...ALL, mine: filter.mine })}>
            {words.showAll}
          </Button>
        </p>
      )}
      {calls === null && failed === null && <Spinner label={words.loading} />}
      {calls?.length === 0 && (
        <EmptyState title={filter.mine ? words.noneOfMine : words.nothing}>{filter.mine ? words.noneOfMineText : words.nothingText}</EmptyState>
      )}
      {calls !== null && calls.length > 0 && (
        <>
          <ol className={styles['calls']}>
            {calls.map((call) => (
              <OutboundCallRow key={call.id} room={room} call={call} />
            ))}
          </ol>
          <p className={styles['exports']}>
            <a href={outboundApi.exportPath(room, 'csv', filter.mine)} download>
              {words.asCsv}
            </a>
            <a href={outboundApi.exportPath(room, 'json', filter.mine)} download>
              {words.asJson}
            </a>
          </p>
        </>
      )}
      <FormError text={failed} />
      {failed !== null && <Button onClick={() => void read(calls?.at(-1) ?? null)}>{words.again}</Button>}
      {hasMore && failed === null && <Button onClick={() => void read(calls?.at(-1) ?? null)}>{words.earlier}</Button>}
    </Page>
  );
}
