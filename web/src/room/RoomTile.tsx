import { AtSign, BellOff } from 'lucide-react';
import { Link } from '../app/Link';
import { useApp } from '../app/context';
import { Avatar } from '../design/Avatar';
import { useWords } from '../i18n/catalog';
import { shortWhen } from '../i18n/format';
import { oneLine } from '../message/text';
import { messageWords } from '../message/words';
import type { RoomEntry } from '../protocol/http';
import styles from './RoomTile.module.css';
import { titleOf } from './titles';
import { roomWords } from './words';

const HOT_MILLIS = 10 * 60_000;

/** One room in the list. How long ago somebody spoke shows as how warm its picture is. */
export function RoomTile({ entry, chosen }: { entry: RoomEntry; chosen: boolean }) {
  const words = useWords(roomWords);
  const { room, last, unread, mentions, me, counterpart } = entry;
  const hot = last !== null && Date.now() - last.at < HOT_MILLIS;
  const quiet = me.notify === 'none' || (me.notify === 'mentions' && mentions === 0);
  return (
    <li>
      <Link
        to={{ screen: 'room', room: room.id, message: null }}
        className={`${styles['tile']} ${chosen ? styles['chosen'] : ''}`}
        aria-current={chosen ? 'page' : undefined}
      >
        <span className={hot ? styles['hot'] : styles['cool']}>
          <Avatar
            name={titleOf(entry)}
            picture={counterpart?.picture ?? room.picture}
            kind={counterpart?.kind ?? 'room'}
            size={48}
          />
        </span>
        <span className={styles['middle']}>
          <span className={styles['title']}>{titleOf(entry)}</span>
          <LastLine entry={entry} />
        </span>
        <span className={styles['side']}>
          <time>{last === null ? '' : shortWhen(last.at)}</time>
          <span className={styles['badges']}>
            {mentions > 0 && <AtSign className={styles['mention']} size={16} role="img" aria-label={words.mentioned} />}
            {unread > 0 && (
              <span className={quiet ? styles['quiet'] : styles['unread']}>
                {unread > 99 ? '99+' : unread}
                <span className="seen-by-readers-only"> {words.unread(unread)}</span>
              </span>
            )}
            {unread === 0 && me.notify === 'none' && <BellOff size={14} role="img" aria-label={words.notifyNone} />}
          </span>
        </span>
      </Link>
    </li>
  );
}

function LastLine({ entry }: { entry: RoomEntry }) {
  const words = useWords(roomWords);
  const recalled = useWords(messageWords);
  const { last, room, me } = entry;
  const author = useApp((state) => (last === null ? undefined : state.open.get(room.id)?.members.get(last.author)?.displayName));
  if (last === null) return <span className={styles['line']}>{room.topic}</span>;
  const name = last.author === me.member ? words.you : (last.importedAs ?? author ?? entry.lastAuthorName);
  if (last.recalledBy !== null) return <span className={styles['line']}>{last.recalledBy === me.member ? recalled.recalledMine : recalled.recalledBy(name ?? recalled.somebody)}</span>;
  const direct = entry.counterpart !== null;
  return (
    <span className={styles['line']}>
      {!direct && name && <b>{words.saidBy(name)}</b>}
      {oneLine(last)}
    </span>
  );
}
