import { Suspense, lazy, useEffect, useState } from 'react';
import { useApp, useClient } from '../app/context';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { memberName, nameOf } from '../message/text';
import type { MessageView, RedPacketCard } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { CoverArt } from './Cover';
import { noteMine, useMine } from './mine';
import styles from './RedPacketBubble.module.css';
import { redPacketWords } from './words';

const RedPacketDialog = lazy(() => import('./RedPacketDialog'));

/** A red packet in the conversation: red while there is something in it for the reader, pale afterwards. */
export function RedPacketBubble({ state, message, card }: { state: RoomState; message: MessageView; card: RedPacketCard }) {
  const words = useWords(redPacketWords);
  const [open, setOpen] = useState(false);
  const mine = useMine(state.room.id).get(card.id);
  useSpoken(state, message, card, mine === undefined && !open);
  const over = card.status !== 'open' || mine !== undefined;
  const line = mine !== undefined ? words.opened(mine) : card.status === 'open' ? words.open : words[card.status];
  const kind = card.kind === 'exclusive' && card.to !== null ? words.exclusiveFor(memberName(state, card.to)) : words[card.kind];
  return (
    <>
      <button
        type="button"
        className={`${styles['card']} ${over ? styles['over'] : ''}`}
        aria-label={`${words.label(nameOf(state, message), message.body)}. ${line}`}
        onClick={() => setOpen(true)}
      >
        <span className={styles['face']}>
          <CoverArt name={card.cover} />
          <span className={styles['text']}>
            <b>{message.body}</b>
            <small>{line}</small>
          </span>
        </span>
        <span className={styles['kind']}>{kind}</span>
      </button>
      {open && (
        <Suspense>
          <RedPacketDialog state={state} message={message} card={card} mine={mine} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** A share that came without opening the card, by words said in the room or on another device, shows as soon as the log has it. */
function useSpoken(state: RoomState, message: MessageView, card: RedPacketCard, unexpected: boolean): void {
  const words = useWords(redPacketWords);
  const client = useClient();
  const account = useApp((app) => app.me?.account ?? 0);
  const room = state.room.id;
  const me = state.me.member;
  useEffect(
    () =>
      client.onFrames((frame) => {
        if (frame.type !== 'event' || frame.room !== room || frame.event.type !== 'redPacketClaimed') return;
        if (frame.event.message !== message.seq) return;
        const claim = frame.event.claims.find((one) => one.member === me);
        if (claim === undefined) return;
        noteMine(account, room, card.id, claim.coins);
        if (unexpected) toast(words.opened(claim.coins));
      }),
    [client, account, room, me, message.seq, card.id, unexpected, words],
  );
}
