import { navigate } from '../app/routes';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import { useWords } from '../i18n/catalog';
import { coinWords, serverCoinWords } from './words';

/** The way to one's own coins. */
export function CoinsSection() {
  const words = useWords(coinWords);
  return (
    <Section title={words.title} hint={words.sectionHint}>
      <Button onClick={() => navigate({ screen: 'coins' })}>{words.open}</Button>
    </Section>
  );
}

/** The way to all coins of the server, for those who run it. */
export function ServerCoinsSection() {
  const words = useWords(serverCoinWords);
  return (
    <Section title={words.title} hint={words.hint}>
      <Button onClick={() => navigate({ screen: 'settings', page: 'coins' })}>{words.open}</Button>
    </Section>
  );
}
