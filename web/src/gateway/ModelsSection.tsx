import { navigate } from '../app/routes';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import { useWords } from '../i18n/catalog';
import { modelsWords } from './modelsWords';

/** The way to the page of models. */
export function ModelsSection() {
  const words = useWords(modelsWords);
  return (
    <Section title={words.title} hint={words.hint}>
      <Button onClick={() => navigate({ screen: 'settings', page: 'models' })}>{words.open}</Button>
    </Section>
  );
}
