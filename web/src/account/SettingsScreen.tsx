import { EmptyState } from '../design/EmptyState';
import { useWords } from '../i18n/catalog';
import { accountWords } from './words';

export default function SettingsScreen(_: { page: string }) {
  const words = useWords(accountWords);
  return <EmptyState title={words.look} />;
}
