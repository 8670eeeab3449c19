import { useWords } from '../i18n/catalog';
import styles from './Avatar.module.css';
import { Flame } from './Mark';
import { designWords } from './words';

interface AvatarProps {
  name: string;
  picture?: string | null;
  kind?: 'person' | 'guest' | 'agent' | 'room';
  size?: number;
  /** Lit by the fire: the person is here now. */
  lit?: boolean;
}

const HUES = 8;

/** Decorative: the name always stands beside it. Only whether somebody is here is read aloud. */
export function Avatar({ name, picture, kind = 'person', size = 40, lit = false }: AvatarProps) {
  const words = useWords(designWords);
  const names = [styles['avatar'], styles[kind], lit ? styles['lit'] : '', styles[`hue-${hueOf(name)}`]].join(' ');
  return (
    <span className={names} style={{ width: size, height: size, fontSize: size * 0.44 }}>
      {picture ? (
        <img src={`/api/pictures/${picture}`} alt="" width={size} height={size} loading="lazy" draggable={false} />
      ) : kind === 'agent' ? (
        <Flame size={size * 0.62} />
      ) : (
        <span aria-hidden="true">{firstLetter(name)}</span>
      )}
      {lit && <span className="seen-by-readers-only">{words.online}</span>}
    </span>
  );
}

function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim());
  return (first?.segment ?? '·').toUpperCase();
}

/** By the name, so that a person keeps theirs: each room knows them by another number. */
function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum % HUES;
}
