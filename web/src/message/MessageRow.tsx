import { memo, useLayoutEffect, useRef } from 'react';
import { AnswerCard } from '../agent/AnswerCard';
import { Thoughts } from '../agent/Thoughts';
import { Origin } from '../conversation/Origin';
import { Avatar } from '../design/Avatar';
import { useWords } from '../i18n/catalog';
import { clock, dayAndClock, dayLabel } from '../i18n/format';
import type { MessageView } from '../protocol/views';
import { RedPacketBubble } from '../redpacket/RedPacketBubble';
import type { RoomState } from '../room/roomState';
import { ToolCalls } from '../tool/ToolCalls';
import { Again } from '../turn/Again';
import { isReplaced } from '../turn/askAgain';
import { Also } from '../turn/Also';
import { Beside, besideOf } from '../turn/Beside';
import { turnWords } from '../turn/turnWords';
import { Attachments } from './Attachments';
import { markSelection } from './aiMark';
import { standing } from './grouping';
import { Markdown } from './Markdown';
import styles from './MessageRow.module.css';
import { MessageTools } from './MessageTools';
import { QuoteBubble } from './QuoteBubble';
import { Reactions } from './Reactions';
import { isOnlyEmoji, memberName, nameOf, readers } from './text';
import { useLongPress } from './useLongPress';
import { useRoomUi } from './roomUi';
import { useMessageKeys } from './useMessageKeys';
import { messageWords } from './words';

interface MessageRowProps {
  state: RoomState;
  messages: readonly MessageView[];
  index: number;
  /** Nothing comes before: the room began here. */
  beginning: boolean;
  /** The reader has just jumped here. */
  reached: boolean;
  /** Takes part in the tab order. */
  focusable: boolean;
}

export const MessageRow = memo(function MessageRow({ state, messages, index, beginning, reached, focusable }: MessageRowProps) {
  const words = useWords(messageWords);
  const message = messages[index];
  if (message === undefined) return null;
  const { newDay, first, last } = standing(messages, index);
  const before = messages[index - 1];
  const lineHere = state.newAfter !== null && message.seq > state.newAfter && (before === undefined || before.seq <= state.newAfter);
  return (
    <div className={styles['outer']}>
      {beginning && <p className={styles['beginning']}>{words.beginning}</p>}
      {newDay && (
        <p className={styles['day']}>
          <span>{dayLabel(message.at)}</span>
        </p>
      )}
      {lineHere && before !== undefined && (
        <p className={styles['new']}>
          <span>{words.newSince}</span>
        </p>
      )}
      {message.recalledBy !== null ? (
        <Recalled state={state} message={message} focusable={focusable} />
      ) : (
        <Spoken state={state} message={message} first={first || lineHere} last={last} reached={reached} focusable={focusable} />
      )}
    </div>
  );
});

interface SpokenProps {
  state: RoomState;
  message: MessageView;
  first: boolean;
  last: boolean;
  reached: boolean;
  focusable: boolean;
}

function Spoken({ state, message, first, last, reached, focusable }: SpokenProps) {
  const words = useWords(messageWords);
  const { act } = useRoomUi();
  const author = state.members.get(message.author);
  const mine = message.author === state.me.member && message.importedAs === null;
  const name = nameOf(state, message);
  const press = useLongPress(() => act({ type: 'show', panel: { kind: 'actions', message } }));
  const onKeyDown = useMessageKeys(state, message);
  const names = [styles['row'], mine ? styles['mine'] : '', first ? styles['first'] : '', reached ? styles['reached'] : ''];
  return (
    <article
      className={names.join(' ')}
      data-seq={message.seq}
      tabIndex={focusable ? 0 : -1}
      aria-label={words.said(mine ? words.you : name, '')}
      onKeyDown={onKeyDown}
      onCopy={(event) => markSelection(event, message)}
      {...press}
    >
      {!mine && (
        <div className={styles['seat']}>
          {first && (
            <Avatar
              name={name}
              picture={message.importedAs === null ? author?.picture : null}
              kind={message.importedAs === null ? author?.kind : 'person'}
              size={36}
              lit={message.importedAs === null && author?.kind !== 'agent' && state.online.has(message.author)}
            />
          )}
        </div>
      )}
      <div className={styles['body']}>
        {first && (
          <header className={styles['head']}>
            {!mine && <b>{name}</b>}
            <time dateTime={new Date(message.at).toISOString()} title={dayAndClock(message.at)}>
              {clock(message.at)}
            </time>
          </header>
        )}
        <div className={styles['holder']}>
          <Bubble state={state} message={message} mine={mine} />
          <MessageTools state={state} message={message} />
        </div>
        <Reactions state={state} message={message} />
        <Foot state={state} message={message} mine={mine} last={last} />
      </div>
    </article>
  );
}

function Bubble({ state, message, mine }: { state: RoomState; message: MessageView; mine: boolean }) {
  const big = message.attachments.length === 0 && message.quote === null && isOnlyEmoji(message.body);
  const agent = message.answer !== null;
  const other = besideOf(state, message);
  const names = message.mentions.map((member) => memberName(state, member)).join('\n');
  const look = big ? styles['big'] : agent ? styles['letter'] : mine ? styles['own'] : styles['theirs'];
  const replaced = useWords(turnWords).replaced;
  if (isReplaced((state.past ?? state.live).messages, message)) {
    return (
      <details className={`${styles['bubble']} ${styles['letter']}`}>
        <summary>{replaced}</summary>
        <Markdown body={message.body} names={names} />
        {message.answer !== null && <AnswerCard answer={message.answer} about={message.about} />}
      </details>
    );
  }
  // A page kept from before red packets knows of none.
  if (message.redPacket) return <RedPacketBubble state={state} message={message} card={message.redPacket} />;
  const bare = message.body === '' && message.attachments.length > 0 && message.quote === null;
  return (
    <div className={`${styles['bubble']} ${look} ${bare ? styles['bare'] : ''}`}>
      <Origin message={message} />
      {message.quote !== null && message.about === null && <QuoteBubble state={state} quote={message.quote} />}
      {message.attachments.length > 0 && <Attachments room={state.room.id} attachments={message.attachments} />}
      {message.answer?.thinking != null && <Thoughts text={message.answer.thinking} />}
      {other !== null ? (
        <Beside first={other} second={message} names={names} />
      ) : (
        <>
          {message.body !== '' && <Markdown body={message.body} names={names} />}
          {message.answer !== null && <AnswerCard answer={message.answer} about={message.about} />}
        </>
      )}
      {message.answer !== null && <Also state={state} answer={message.answer} />}
      <ToolCalls message={message} state={state} />
      {message.answer !== null && <Again room={state.room.id} answer={message.answer} />}
    </div>
  );
}

function Foot({ state, message, mine, last }: { state: RoomState; message: MessageView; mine: boolean; last: boolean }) {
  const words = useWords(messageWords);
  const { act } = useRoomUi();
  const newest = mine && last && isMyNewest(state, message);
  const { read, all } = newest ? readers(state, message) : { read: 0, all: false };
  if (message.editedAt === null && read === 0) return null;
  return (
    <footer className={styles['foot']}>
      {message.editedAt !== null && (
        <button type="button" onClick={() => act({ type: 'show', panel: { kind: 'history', message } })}>
          {words.edited}
        </button>
      )}
      {read > 0 && <span>{all ? words.readAll : words.readBy(read)}</span>}
    </footer>
  );
}

/** Read marks stand under one's newest message only: whoever has read it has read the rest. */
function isMyNewest(state: RoomState, message: MessageView): boolean {
  return state.live.messages.findLast((other) => other.author === message.author && other.importedAs === null)?.seq === message.seq;
}

function Recalled({ state, message, focusable }: { state: RoomState; message: MessageView; focusable: boolean }) {
  const words = useWords(messageWords);
  const line = useRef<HTMLParagraphElement>(null);
  // It stands where the message stood: when that had the focus, this has it now.
  useLayoutEffect(() => {
    if (focusable && document.activeElement === document.body) line.current?.focus({ preventScroll: true });
  }, [focusable]);
  const mine = message.recalledBy === state.me.member;
  const name = message.recalledBy === null ? words.somebody : memberName(state, message.recalledBy);
  return (
    <p ref={line} className={styles['recalled']} data-seq={message.seq} tabIndex={focusable ? 0 : -1}>
      {mine ? words.recalledMine : words.recalledBy(name)}
    </p>
  );
}
