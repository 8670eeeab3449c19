import { EarOff, Forward, Sparkles } from 'lucide-react';
import { Link } from '../app/Link';
import { useApp } from '../app/context';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { forwardWords } from '../message/forwardWords';
import { aiData } from '../message/aiMark';
import type { MessageView } from '../protocol/views';
import styles from './WhisperCard.module.css';
import { conversationWords } from './words';

/** Above a message: the room a whisper is about, or who said elsewhere what was forwarded. */
export function Origin({ message }: { message: MessageView }) {
  const words = useWords(conversationWords);
  const carried = useWords(forwardWords);
  const { about, brought } = message;
  const name = useApp((app) => (about === null ? undefined : app.rooms.entries.get(about.room)?.room.name));
  if (brought !== null) {
    return (
      <p className={styles['tag']} title={brought.at == null ? undefined : dayAndClock(brought.at)} data-ai={aiData(message)}>
        {brought.agent === null ? <Forward size={13} aria-hidden="true" /> : <Sparkles size={13} aria-hidden="true" />}
        {[carried.from(brought.from ?? brought.agent ?? ''), brought.agent === null ? '' : words.ai, brought.model ?? ''].filter((part) => part !== '').join(' · ')}
      </p>
    );
  }
  if (about === null || message.answer !== null) return null;
  if (name === undefined) return <p className={styles['tag']}>{words.aboutGone}</p>;
  return (
    <Link to={{ screen: 'room', room: about.room, message: about.seq }} className={styles['tag']}>
      <EarOff size={13} aria-hidden="true" /> {words.aboutRoom(name)}
    </Link>
  );
}
