import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import styles from './Composer.module.css';
import { memberName } from './text';
import { messageWords } from './words';

export function TypingLine({ state }: { state: RoomState }) {
  const words = useWords(messageWords);
  const names = [...state.typing.keys()].filter((member) => member !== state.me.member).map((member) => memberName(state, member));
  const [one, two] = names;
  let line = '';
  if (one !== undefined && two === undefined) line = words.typingOne(one);
  else if (one !== undefined && two !== undefined && names.length === 2) line = words.typingTwo(one, two);
  else if (names.length > 2) line = words.typingMany(names.length);
  return <p className={styles['typing']}>{line}</p>;
}
