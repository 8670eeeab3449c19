import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../design/Avatar';
import { useWords } from '../i18n/catalog';
import type { RoomEntry } from '../protocol/http';
import type { RoomId } from '../protocol/ids';
import { RoomTile } from '../room/RoomTile';
import { isConversation } from '../room/titles';
import styles from './ConversationGroup.module.css';
import { conversationWords } from './words';

/** Conversations with the same agent stand together, where the latest of them stands. */
export function grouped(entries: readonly RoomEntry[]): RoomEntry[][] {
  const groups = new Map<string, RoomEntry[]>();
  for (const entry of entries) {
    const key = isConversation(entry) ? `agent ${entry.counterpart?.displayName} ${entry.counterpart?.picture}` : `room ${entry.room.id}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

/** A room of its own, or an agent with one's conversations below; those put away come last, folded. */
export function ConversationGroup({ entries, chosen }: { entries: readonly RoomEntry[]; chosen: RoomId | null }) {
  const words = useWords(conversationWords);
  const holdsChosen = entries.some((entry) => entry.room.id === chosen);
  const [open, setOpen] = useState(holdsChosen);
  const [first] = entries;
  if (first === undefined) return null;
  if (entries.length === 1 || first.counterpart === null) return <RoomTile entry={first} chosen={first.room.id === chosen} />;
  const live = entries.filter((entry) => !entry.room.archived);
  const away = entries.filter((entry) => entry.room.archived);
  const unread = entries.reduce((sum, entry) => sum + entry.unread, 0);
  const unfolded = open || holdsChosen;
  return (
    <li className={styles['group']}>
      <button type="button" className={styles['head']} aria-expanded={unfolded} onClick={() => setOpen(!unfolded)}>
        <Avatar name={first.counterpart.displayName} picture={first.counterpart.picture} kind="agent" size={32} />
        <b>{first.counterpart.displayName}</b>
        <span className={styles['count']}>{words.conversations(live.length)}</span>
        {unread > 0 && <i>{unread > 99 ? '99+' : unread}</i>}
        {unfolded ? <ChevronDown size={16} aria-hidden="true" /> : <ChevronRight size={16} aria-hidden="true" />}
      </button>
      {unfolded && (
        <ul className={styles['list']}>
          {live.map((entry) => (
            <RoomTile key={entry.room.id} entry={entry} chosen={entry.room.id === chosen} />
          ))}
        </ul>
      )}
      {unfolded && away.length > 0 && (
        <details className={styles['away']} open={away.some((entry) => entry.room.id === chosen)}>
          <summary>{words.putAwayOnes(away.length)}</summary>
          <ul className={styles['list']}>
            {away.map((entry) => (
              <RoomTile key={entry.room.id} entry={entry} chosen={entry.room.id === chosen} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
