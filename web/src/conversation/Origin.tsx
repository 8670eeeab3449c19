import { EarOff, Sparkles } from 'lucide-react';
import { Link } from '../app/Link';
import { useApp } from '../app/context';
import { useWords } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import styles from './WhisperCard.module.css';
import { conversationWords } from './words';

/** Above a message: the room a whisper is about, or the conversation an answer was brought from. */
export function Origin({ message }: { message: MessageView }) {
  const words = useWords(conversationWords);
  const { about, brought } = message;
  const name = useApp((app) => (about === null ? undefined : app.rooms.entries.get(about.room)?.room.name));
  if (brought !== null) {
    return (
      <p className={styles['tag']}>
        <Sparkles size={13} aria-hidden="true" />
        {[words.brought(brought.agent), words.ai, brought.model ?? ''].filter((part) => part !== '').join(' · ')}
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
