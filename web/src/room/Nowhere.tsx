import { EmptyState } from '../design/EmptyState';
import { useWords } from '../i18n/catalog';
import { roomWords } from './words';

/** The wide screen's second column while no room is chosen. */
export function Nowhere() {
  const words = useWords(roomWords);
  return <EmptyState title={words.choose}>{words.chooseText}</EmptyState>;
}
