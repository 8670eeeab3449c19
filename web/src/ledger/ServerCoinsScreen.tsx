import { useEffect, useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Page, Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { useLanguage } from '../i18n/language';
import type { CoinOverview, CoinSettings, LedgerReport } from './coinApi';
import { coinApi, coinsTyped } from './coinApi';
import styles from './Coins.module.css';
import { serverCoinWords } from './words';

const SETTINGS: (keyof CoinSettings)[] = ['startingGift', 'dailyGift', 'earnedMax', 'sentMax'];

/** All coins of the server, for those who run it. */
export default function ServerCoinsScreen() {
  const words = useWords(serverCoinWords);
  const [overview, setOverview] = useState<CoinOverview | null>(null);
  const load = () => void coinApi.overview().then(setOverview, () => undefined);
  useEffect(load, []);
  return (
    <Page title={words.title} back={{ screen: 'settings', page: 'profile' }}>
      {overview !== null && (
        <>
          <Where overview={overview} />
          <How settings={overview.settings} />
          <Grant onGranted={load} />
          <Books />
        </>
      )}
    </Page>
  );
}

function Where({ overview }: { overview: CoinOverview }) {
  const words = useWords(serverCoinWords);
  const language = useLanguage();
  const rows: [string, number][] = [
    [words.issued, overview.issued],
    [words.circulation(overview.wallets), overview.circulation],
    [words.escrow, overview.escrow],
    [words.agents, overview.agents],
    [words.paidOut, overview.paidOut],
  ];
  return (
    <Section title={words.where}>
      <dl className={styles['sums']}>
        {rows.map(([name, coins]) => [<dt key={name}>{name}</dt>, <dd key={`${name} coins`}>{coins.toLocaleString(language)}</dd>])}
      </dl>
    </Section>
  );
}

function How({ settings }: { settings: CoinSettings }) {
  const words = useWords(serverCoinWords);
  const form = useForm();
  const [typed, setTyped] = useState(() => ({
    startingGift: String(settings.startingGift),
    dailyGift: String(settings.dailyGift),
    earnedMax: String(settings.earnedMax),
    sentMax: String(settings.sentMax),
  }));
  const save = () =>
    form.run(async () => {
      await coinApi.change({
        startingGift: coinsTyped(typed.startingGift),
        dailyGift: coinsTyped(typed.dailyGift),
        earnedMax: coinsTyped(typed.earnedMax),
        sentMax: coinsTyped(typed.sentMax),
      });
      toast(words.saved);
    });
  const hints = { startingGift: words.startingGiftHint, dailyGift: words.dailyGiftHint, earnedMax: undefined, sentMax: undefined };
  return (
    <Section title={words.how}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles['pair']}>
          {SETTINGS.map((name) => (
            <TextField key={name} label={words[name]} hint={hints[name]} required inputMode="numeric" maxLength={13} value={typed[name]} error={form.errorOf(name)} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />
          ))}
        </div>
        <FormError text={form.errorBeside(...SETTINGS)} />
        <Button type="submit" busy={form.busy}>
          {words.save}
        </Button>
      </form>
    </Section>
  );
}

function Grant({ onGranted }: { onGranted(): void }) {
  const words = useWords(serverCoinWords);
  const language = useLanguage();
  const form = useForm();
  const [id, setId] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [coins, setCoins] = useState('');
  const [reason, setReason] = useState('');
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    // Another wish is another grant; the same one asked again is not.
    setId(crypto.randomUUID());
  };
  const give = () =>
    form.run(async () => {
      const { balance } = await coinApi.grant(id, name, coinsTyped(coins), reason);
      toast(words.given(balance.toLocaleString(language)));
      setId(crypto.randomUUID());
      setCoins('');
      setReason('');
      onGranted();
    });
  return (
    <Section title={words.grant} hint={words.grantHint}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        <div className={styles['pair']}>
          <TextField label={words.name} required maxLength={64} autoCapitalize="none" autoComplete="off" value={name} error={form.errorOf('name')} onChange={change(setName)} />
          <TextField label={words.amount} required inputMode="numeric" maxLength={13} autoComplete="off" value={coins} error={form.errorOf('coins')} onChange={change(setCoins)} />
        </div>
        <TextField label={words.reason} required maxLength={500} autoComplete="off" value={reason} error={form.errorOf('reason')} onChange={change(setReason)} />
        <FormError text={form.errorBeside('name', 'coins', 'reason')} />
        <Button type="submit" busy={form.busy}>
          {words.give}
        </Button>
      </form>
    </Section>
  );
}

function Books() {
  const words = useWords(serverCoinWords);
  const language = useLanguage();
  const form = useForm();
  const [report, setReport] = useState<LedgerReport | null>(null);
  const breaches = report === null ? 0 : report.lines.reduce((sum, line) => sum + line.breaches, 0);
  return (
    <Section title={words.books} hint={words.booksHint}>
      <div className={stack['row']}>
        <Button busy={form.busy} onClick={() => void form.run(async () => setReport(await coinApi.verify()))}>
          {words.verify}
        </Button>
        <a href={coinApi.exportPath} download>
          {words.export}
        </a>
      </div>
      <FormError text={form.errorBeside()} />
      <div role="status">
        {report !== null && <strong className={report.ok ? styles['right'] : styles['wrong']}>{report.ok ? words.ok(report.milliseconds) : words.wrong(breaches)}</strong>}
      </div>
      {report !== null && (
        <ul className={styles['lines']}>
          {report.lines.map((line) => (
            <li key={line.check} className={styles['line']}>
              <span className={line.breaches === 0 ? styles['what'] : styles['wrong']}>{checkOf(line.check, words)}</span>
              <span className={styles['amount']}>{words.looked(line.looked.toLocaleString(language))}</span>
              {line.shown.map((breach) => (
                <small key={breach} lang="en">
                  {breach}
                </small>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What was checked, in the reader's words; a check this client does not know, in the server's. */
function checkOf(check: string, words: Record<string, unknown>): string {
  const known = words[check];
  return typeof known === 'string' ? known : check;
}
