import { Avatar } from '../design/Avatar';
import { useWords } from '../i18n/catalog';
import type { MemberView } from '../protocol/views';
import styles from './Composer.module.css';
import { messageWords } from './words';

interface MentionListProps {
  id: string;
  members: MemberView[];
  chosen: number;
  onPick(member: MemberView): void;
}

/** Who may be mentioned; the composer keeps the focus and says by aria-activedescendant which one is chosen. */
export function MentionList({ id, members, chosen, onPick }: MentionListProps) {
  const words = useWords(messageWords);
  return (
    <ul id={id} className={styles['mentions']} role="listbox" aria-label={words.mentionList}>
      {members.map((member, index) => (
        <li
          key={member.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(member);
          }}
        >
          <Avatar name={member.displayName} picture={member.picture} kind={member.kind} size={28} />
          <span>{member.displayName}</span>
        </li>
      ))}
    </ul>
  );
}
