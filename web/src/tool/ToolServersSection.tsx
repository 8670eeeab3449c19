import { navigate } from '../app/routes';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import { useWords } from '../i18n/catalog';
import { toolServerWords } from './toolServerWords';

/** The way to the page of external tools. */
export function ToolServersSection() {
  const words = useWords(toolServerWords);
  return (
    <Section title={words.title} hint={words.hint}>
      <Button onClick={() => navigate({ screen: 'settings', page: 'tools' })}>{words.open}</Button>
    </Section>
  );
}
