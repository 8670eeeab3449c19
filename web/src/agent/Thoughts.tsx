import { Brain } from 'lucide-react';
import { useWords } from '../i18n/catalog';
import styles from './Thoughts.module.css';
import { agentWords } from './words';

/** What a model thought before it answered: folded, for who wants to look behind an answer. Plain text, drawn as it came. */
export function Thoughts({ text, growing = false }: { text: string; growing?: boolean }) {
  const words = useWords(agentWords);
  return (
    <details className={styles['thoughts']}>
      <summary>
        <Brain size={14} aria-hidden="true" />
        <span>{growing ? words.thinksDeeply : words.thoughts}</span>
      </summary>
      <p>{text}</p>
    </details>
  );
}
