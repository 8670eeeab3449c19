import { CircleAlert, Clock } from 'lucide-react';
import { explain } from '../app/problemWords';
import { useApp, useClient } from '../app/context';
import { Button } from '../design/Button';
import { useWords } from '../i18n/catalog';
import type { OutboxItem, RoomState } from '../room/roomState';
import { EchoFiles } from './EchoFiles';
import { Markdown } from './Markdown';
import styles from './MessageRow.module.css';
import { QuoteBubble } from './QuoteBubble';
import { isOnlyEmoji, memberName } from './text';
import { messageWords } from './words';

/** One's own message before the server has it: shown at once, with what became of it. */
export function EchoRow({ item, state, first }: { item: OutboxItem; state: RoomState; first: boolean }) {
  const words = useWords(messageWords);
  const client = useClient();
  const online = useApp((app) => app.connection === 'online');
  const names = item.mentions.map((member) => memberName(state, member)).join('\n');
  const big = item.files.length === 0 && item.quote === null && isOnlyEmoji(item.body);
  return (
    <div className={`${styles['outer']} ${first ? styles['firstEcho'] : ''}`}>
      <article className={`${styles['row']} ${styles['mine']}`} aria-label={words.said(words.you, '')}>
        <div className={styles['body']}>
          <div className={`${styles['holder']} ${item.state === 'accepted' ? '' : styles['waits']}`}>
            <div className={`${styles['bubble']} ${big ? styles['big'] : styles['own']}`}>
              {item.quote !== null && <QuoteBubble state={state} quote={item.quote} />}
              <EchoFiles files={item.files} />
              {item.body !== '' && <Markdown body={item.body} names={names} />}
            </div>
          </div>
          {item.state === 'failed' ? (
            <div className={`${styles['status']} ${styles['failed']}`} role="alert">
              <CircleAlert size={14} aria-hidden="true" />
              <span>{words.failed(explain(item.problem ?? 'internal'))}</span>
              <Button size="small" onClick={() => void client.outbox.retry(item)}>
                {words.retry}
              </Button>
              <Button size="small" look="plain" onClick={() => void client.outbox.discard(item)}>
                {words.discard}
              </Button>
            </div>
          ) : (
            item.state !== 'accepted' && (
              <div className={styles['status']}>
                <Clock size={12} aria-hidden="true" />
                <span>{online ? words.sending : words.waiting}</span>
              </div>
            )
          )}
        </div>
      </article>
    </div>
  );
}
