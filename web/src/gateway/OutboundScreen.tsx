import { Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient, useRoom } from '../app/context';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { FormError } from '../design/FormError';
import { Page } from '../design/Page';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { byteSize, dayAndClock } from '../i18n/format';
import { memberName } from '../message/text';
import type { RoomId } from '../protocol/ids';
import type { OutboundCall } from './gatewayApi';
import { outboundApi } from './gatewayApi';
import styles from './OutboundScreen.module.css';
import { outboundWords } from './outboundWords';

/** 出境账: every request that took words of this room to a provider. */
export default function OutboundScreen({ room }: { room: RoomId }) {
  const words = useWords(outboundWords);
  const client = useClient();
  const off = useRoom(room)?.room.modelsOff === true;
  const [calls, setCalls] = useState<OutboundCall[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const read = async (before: OutboundCall | null) => {
    setFailed(null);
    try {
      const page = await outboundApi.page(room, before?.id ?? null);
      setCalls((all) => (before === null ? page.calls : [...(all ?? []), ...page.calls]));
      setHasMore(page.hasMore);
    } catch (failure) {
      setFailed(explain(problemOf(failure).code));
    }
  };
  useEffect(() => {
    void client.openRoom(room);
    void read(null);
  }, [client, room]);
  return (
    <Page title={words.title} back={{ screen: 'room', room, message: null }}>
      {off && <p className={styles['off']}>{words.off}</p>}
      {calls === null && failed === null && <Spinner label={words.loading} />}
      {calls?.length === 0 ? <EmptyState title={words.nothing}>{words.nothingText}</EmptyState> : <p className={styles['hint']}>{words.hint}</p>}
      {calls !== null && calls.length > 0 && (
        <ol className={styles['calls']}>
          {calls.map((call) => (
            <Call key={call.id} room={room} call={call} />
          ))}
        </ol>
      )}
      <FormError text={failed} />
      {failed !== null && <Button onClick={() => void read(calls?.at(-1) ?? null)}>{words.again}</Button>}
      {hasMore && failed === null && <Button onClick={() => void read(calls?.at(-1) ?? null)}>{words.earlier}</Button>}
    </Page>
  );
}

function Call({ room, call }: { room: RoomId; call: OutboundCall }) {
  const words = useWords(outboundWords);
  const state = useRoom(room);
  const facts = [
    ...(state === undefined ? [] : [words.asked(memberName(state, call.askedBy))]),
    byteSize(call.bytes),
    ...(call.promptTokens === null ? [] : [words.tokens(call.promptTokens, call.answerTokens ?? 0)]),
    words[call.outcome ?? 'unknown'],
  ];
  return (
    <li className={styles['call']}>
      <Send size={18} aria-hidden="true" />
      <div>
        <p className={styles['to']}>
          <b>{words.to(call.provider, call.model)}</b>
          <time dateTime={new Date(call.at).toISOString()}>{dayAndClock(call.at)}</time>
        </p>
        <p className={styles['host']}>{call.host}</p>
        <p className={styles['facts']}>{facts.join(' · ')}</p>
        <details>
          <summary>{words.which(call.messages.length)}</summary>
          <ul className={styles['messages']}>
            {call.messages.map((seq) => (
              <li key={seq}>
                <Link to={{ screen: 'room', room, message: seq }}>{words.message(seq)}</Link>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </li>
  );
}
