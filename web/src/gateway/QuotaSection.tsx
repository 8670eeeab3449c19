import { useEffect, useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Select, TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { Measure, Quota, Scope } from './usageApi';
import { usageApi } from './usageApi';
import styles from './UsageScreen.module.css';
import { usageWords } from './usageWords';

const SCOPES: Scope[] = ['person', 'room', 'agent', 'server'];
const MEASURES: Measure[] = ['turns', 'deep_turns', 'tokens'];

/** What may be used in a day: for everyone, and what some have instead. */
export function QuotaSection() {
  const words = useWords(usageWords);
  const [quotas, setQuotas] = useState<Quota[] | null>(null);
  useEffect(() => {
    usageApi.quotas().then((page) => setQuotas(page.quotas), () => undefined);
  }, []);
  if (quotas === null) return null;
  const defaults = (scope: Scope, measure: Measure) => quotas.find((one) => one.subject === 0 && one.scope === scope && one.measure === measure);
  return (
    <Section title={words.quotas} hint={words.quotasText}>
      {SCOPES.map((scope) => (
        <fieldset key={scope} className={styles['quota']}>
          <legend>{words.scope(scope)}</legend>
          {MEASURES.map((measure) => (
            <Default key={measure} scope={scope} measure={measure} most={defaults(scope, measure)?.most ?? null} onSaved={setQuotas} />
          ))}
        </fieldset>
      ))}
      <h3>{words.exceptions}</h3>
      <Exceptions quotas={quotas.filter((one) => one.subject !== 0)} onChanged={setQuotas} />
      <AddException onSaved={setQuotas} />
    </Section>
  );
}

function Default({ scope, measure, most, onSaved }: { scope: Scope; measure: Measure; most: number | null; onSaved(quotas: Quota[]): void }) {
  const words = useWords(usageWords);
  const form = useForm();
  const [value, setValue] = useState(most === null ? '' : String(most));
  const save = () =>
    form.run(async () => {
      const one = { scope, subject: 0, measure };
      if (value.trim() === '') await usageApi.forgetQuota(one);
      else await usageApi.setQuota(one, Number(value));
      onSaved((await usageApi.quotas()).quotas);
      toast(words.saved);
    });
  return (
    <TextField
      label={words.measure(measure)}
      inputMode="numeric"
      placeholder={words.noLimit}
      value={value}
      error={form.errorOf('most') ?? form.errorBeside('most')}
      onChange={(event) => setValue(event.target.value.replace(/\D/g, '').slice(0, 15))}
      onBlur={() => {
        if (value !== (most === null ? '' : String(most))) void save();
      }}
    />
  );
}

function Exceptions({ quotas, onChanged }: { quotas: Quota[]; onChanged(quotas: Quota[]): void }) {
  const words = useWords(usageWords);
  const form = useForm();
  if (quotas.length === 0) return <p className={styles['hint']}>{words.noExceptions}</p>;
  const forget = (one: Quota) =>
    form.run(async () => {
      await usageApi.forgetQuota(one);
      onChanged((await usageApi.quotas()).quotas);
    });
  return (
    <ul className={stack['stack']}>
      {quotas.map((one) => (
        <li key={`${one.scope} ${one.subject} ${one.measure}`} className={styles['exception']}>
          <span>
            {one.name} <small>{words.one(one.scope)}</small>
          </span>
          <span>
            {one.most === null ? words.noLimit : words.number(one.most)} {words.measure(one.measure)}
          </span>
          <Button size="small" look="plain" aria-label={`${words.forget} ${one.name ?? ''}`} onClick={() => void forget(one)}>
            {words.forget}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function AddException({ onSaved }: { onSaved(quotas: Quota[]): void }) {
  const words = useWords(usageWords);
  const form = useForm();
  const [scope, setScope] = useState<'person' | 'room' | 'agent'>('person');
  const [measure, setMeasure] = useState<Measure>('turns');
  const [who, setWho] = useState<{ value: string; label: string }[]>([]);
  const [subject, setSubject] = useState('');
  const [most, setMost] = useState('');
  useEffect(() => {
    usageApi.report({ of: 'server' }, scope, 30).then((report) => {
      const found = new Map(report.rows.filter((row) => row.key !== null).map((row) => [row.key ?? '', row.name ?? '']));
      setWho([...found].map(([value, label]) => ({ value, label })));
      setSubject([...found.keys()][0] ?? '');
    }, () => undefined);
  }, [scope]);
  const add = () =>
    form.run(async () => {
      onSaved((await usageApi.setQuota({ scope, subject: Number(subject), measure }, most === '' ? null : Number(most))).quotas);
      setMost('');
      toast(words.saved);
    });
  return (
    <details>
      <summary className={styles['summary']}>{words.addException}</summary>
      <div className={stack['stack']}>
        <Select<'person' | 'room' | 'agent'>
          label={words.by}
          value={scope}
          options={(['person', 'room', 'agent'] as const).map((value) => ({ value, label: words.of(value) }))}
          onChange={setScope}
        />
        {who.length === 0 ? <p className={styles['hint']}>{words.chooseWho}</p> : <Select label={words.who} value={subject} options={who} onChange={setSubject} />}
        <Select<Measure> label={words.what} value={measure} options={MEASURES.map((value) => ({ value, label: words.measure(value) }))} onChange={setMeasure} />
        <TextField
          label={words.most}
          inputMode="numeric"
          placeholder={words.noLimit}
          value={most}
          error={form.errorOf('most')}
          onChange={(event) => setMost(event.target.value.replace(/\D/g, '').slice(0, 15))}
        />
        <FormError text={form.errorBeside('most')} />
        <Button busy={form.busy} disabled={subject === ''} onClick={() => void add()}>
          {words.add}
        </Button>
      </div>
    </details>
  );
}
