import { ArrowUpRight, EarOff } from 'lucide-react';
import { AnswerCard } from '../agent/AnswerCard';
import { Link } from '../app/Link';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { clock } from '../i18n/format';
import { Attachments } from '../message/Attachments';
import { Markdown } from '../message/Markdown';
import type { Whisper } from './conversationApi';
import type { Attachment } from '../protocol/views';
import { placeOf } from './useWhispers';
import type { Whispers } from './useWhispers';
import styles from './WhisperCard.module.css';
import { conversationWords } from './words';

/** The whispers that were asked after one message and before the next, in the room, for their asker alone. */
export function WhisperCards({ whispers, from, before }: { whispers: Whispers; from: number; before: number }) {
  return whispers.list
    .filter((whisper) => whisper.about >= from && whisper.about < before)
    .map((whisper) => {
      const place = placeOf(whisper.room, whisper.question.seq);
      return <WhisperCard key={place} whisper={whisper} live={whispers.live.get(place) ?? ''} />;
    });
}

function WhisperCard({ whisper, live }: { whisper: Whisper; live: string }) {
  const words = useWords(conversationWords);
  const { question, answer } = whisper;
  return (
    <section className={styles['card']} aria-label={words.whisperCard}>
      <header>
        <EarOff size={14} aria-hidden="true" />
        <span>{words.whisperCard}</span>
        <time dateTime={new Date(question.at).toISOString()}>{clock(question.at)}</time>
      </header>
      {question.body !== '' && <p className={styles['question']}>{question.body}</p>}
      {question.attachments.length > 0 && <Attachments room={whisper.room} attachments={question.attachments.map(asFile)} />}
      <div className={styles['answer']} aria-live="polite">
        <b>{whisper.agent}</b>
        {answer !== null ? (
          <>
            <Markdown body={answer.body} />
            {answer.attachments.length > 0 && <Attachments room={whisper.room} attachments={answer.attachments.map(asFile)} />}
            {answer.answer !== null && <AnswerCard answer={answer.answer} />}
          </>
        ) : live !== '' ? (
          <Markdown body={live} />
        ) : (
          <p className={styles['waits']}>
            <Spinner /> {words.whisperWaits}
          </p>
        )}
      </div>
      <Link to={{ screen: 'room', room: whisper.room, message: question.seq }} className={styles['open']}>
        {words.openWhisper} <ArrowUpRight size={13} aria-hidden="true" />
      </Link>
    </section>
  );
}

/** The viewer leafs through the room's own pictures; those of a whisper lie elsewhere. */
function asFile(attachment: Attachment): Attachment {
  return { ...attachment, kind: 'file' };
}
