import { Plus } from 'lucide-react';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../design/Button';
import { Menu } from '../design/Menu';
import { useWords } from '../i18n/catalog';
import { composerWords } from './composerWords';

/** Something besides words that one can put into a room. Features offer theirs in `usePlus`. */
export interface PlusEntry {
  key: string;
  label: string;
  icon: ReactNode;
  open(): void;
  /** What it lays over the room while it is open, or needs at hand. */
  over?: ReactNode;
}

/** The one button before the words: what there is to put in, or at once the only thing there is. */
export function PlusButton({ entries }: { entries: PlusEntry[] }) {
  const words = useWords(composerWords);
  const [first] = entries;
  if (first === undefined) return null;
  const plus = <Plus size={22} aria-hidden="true" />;
  return (
    <>
      {entries.length === 1 ? (
        <IconButton label={first.label} onClick={first.open}>
          {plus}
        </IconButton>
      ) : (
        <Menu
          label={words.plus}
          align="start"
          items={entries.map(({ key, label, icon, open }) => ({ key, label, icon, onChoose: open }))}
          trigger={(props) => (
            <IconButton label={words.plus} {...props}>
              {plus}
            </IconButton>
          )}
        />
      )}
      {entries.map((entry) => (
        <Fragment key={entry.key}>{entry.over}</Fragment>
      ))}
    </>
  );
}
