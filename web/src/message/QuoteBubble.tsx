import { useEffect } from 'react';
import { useClient } from '../app/context';
import { useWords } from '../i18n/catalog';
import type { Seq } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
import { findMessage } from '../room/roomReducer';
import type { RoomState } from '../room/roomState';
import { forwardWords } from './forwardWords';
import { messageApi } from './messageApi';
import styles from './QuoteBubble.module.css';
import { useRoomUi } from './roomUi';
import { nameOf, oneLine } from './text';
import { messageWords } from './words';

/** The quoted message inside a bubble; pressing it goes there. */
export function QuoteBubble({ state, quote }: { state: RoomState; quote: Seq }) {
  const words = useWords(messageWords);
  const carried = useWords(forwardWords);
  const client = useClient();
  const { act } = useRoomUi();
  const room = state.room.id;
  const message = findMessage(state, quote);
  const unknown = message === undefined;
  useEffect(() => {
    if (!unknown) return;
    const loaded = (found: MessageView | undefined) =>
      client.store.dispatch({ type: 'room', room, action: { type: 'quotedLoaded', seq: quote, message: found ?? null } });
    messageApi.page(room, { around: quote }, 2).then(
      (page) => loaded(page.messages.find((candidate) => candidate.seq === quote)),
      () => undefined,
    );
  }, [client, room, quote, unknown]);
  if (!message) return <p className={styles['quote']}>{unknown ? words.quoteLoading : words.quoteGone}</p>;
  return (
    <button type="button" className={styles['quote']} onClick={() => act({ type: 'goTo', seq: quote })}>
      <b>{message.brought?.from == null ? nameOf(state, message) : carried.from(message.brought.from)}</b>
      <span>{message.recalledBy === null ? oneLine(message) : words.recalledBy(nameOf(state, message))}</span>
    </button>
  );
}
