import { useEffect, useState } from 'react';
import { useClient } from '../app/context';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Select, TextField, Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords, wordsNow } from '../i18n/catalog';
import type { Provider, ProviderForm, ServerSettings, Trial } from './gatewayApi';
import { gatewayApi } from './gatewayApi';
import { InvitationsSection } from './InvitationsSection';
import { ToolServersSection } from '../tool/ToolServersSection';
import { gatewayWords, trialWords } from './words';

const POLICIES: ServerSettings['signUp'][] = ['open', 'invitation', 'closed'];
const NEW: ProviderForm = { name: '', baseUrl: '', model: '', key: '', localAllowed: false, enabled: true };

/** For the admins of the server: its door and its models. */
export default function ServerSections() {
  return (
    <>
      <DoorSection />
      <InvitationsSection />
      <ModelsSection />
      <ToolServersSection />
    </>
  );
}

function DoorSection() {
  const words = useWords(gatewayWords);
  const client = useClient();
  const form = useForm();
  const [values, setValues] = useState<ServerSettings | null>(null);
  useEffect(() => {
    gatewayApi.settings().then(setValues, () => undefined);
  }, []);
  if (values === null) return null;
  const save = () =>
    form.run(async () => {
      setValues(await gatewayApi.changeSettings(values));
      await client.loadServer();
      toast(words.saved);
    });
  return (
    <Section title={words.server}>
      <TextField label={words.serverName} maxLength={60} value={values.name} error={form.errorOf('name')} onChange={(event) => setValues({ ...values, name: event.target.value })} />
      <Select label={words.signUp} value={values.signUp} options={POLICIES.map((value) => ({ value, label: words[value] }))} onChange={(signUp: ServerSettings['signUp']) => setValues({ ...values, signUp })} />
      <FormError text={form.errorBeside('name')} />
      <Button busy={form.busy} onClick={() => void save()}>
        {words.save}
      </Button>
    </Section>
  );
}

function whyNot(trial: Trial): string {
  const kinds: Record<string, string> = wordsNow(trialWords);
  const kind = trial.problem?.kind ?? '';
  return (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? trial.problem?.detail ?? kind;
}

function ModelsSection() {
  const words = useWords(gatewayWords);
  const client = useClient();
  const [all, setAll] = useState<Provider[]>([]);
  const [adding, setAdding] = useState(false);
  const load = () => {
    setAdding(false);
    gatewayApi.providers().then((page) => setAll(page.providers), () => undefined);
    void client.loadServer().catch(() => undefined);
  };
  useEffect(load, [client]);
  return (
    <Section title={words.models} hint={words.modelsHint}>
      {all.map((one) => (
        <ProviderEditor key={one.id} known={one} onChanged={load} />
      ))}
      {adding || all.length === 0 ? <ProviderEditor known={null} onChanged={load} /> : <Button onClick={() => setAdding(true)}>{words.add}</Button>}
    </Section>
  );
}

function ProviderEditor({ known, onChanged }: { known: Provider | null; onChanged(): void }) {
  const words = useWords(gatewayWords);
  const form = useForm();
  const trying = useForm();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [values, setValues] = useState<ProviderForm>(known === null ? NEW : { ...known, key: '' });
  const change = (part: Partial<ProviderForm>) => {
    setValues({ ...values, ...part });
    setTrial(null);
  };
  const asked = { ...values, key: values.key || undefined };
  const save = () => form.run(() => (known === null ? gatewayApi.add(asked) : gatewayApi.change(known.id, asked)).then(onChanged));
  const errorOf = (field: string) => form.errorOf(field) ?? trying.errorOf(field);
  return (
    <form
      className={stack['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={words.name} required value={values.name} error={errorOf('name')} onChange={(event) => change({ name: event.target.value })} />
      <TextField label={words.baseUrl} hint={words.baseUrlHint} type="url" required value={values.baseUrl} error={errorOf('baseUrl')} onChange={(event) => change({ baseUrl: event.target.value })} />
      <TextField label={words.model} required value={values.model} error={errorOf('model')} onChange={(event) => change({ model: event.target.value })} />
      <TextField label={words.key} type="password" autoComplete="off" hint={known?.hasKey ? words.keyKept : undefined} value={values.key} error={errorOf('key')} onChange={(event) => change({ key: event.target.value })} />
      <Toggle label={words.local} on={values.localAllowed} onChange={(localAllowed) => change({ localAllowed })} />
      <Toggle label={words.enabled} on={values.enabled} onChange={(enabled) => change({ enabled })} />
      <FormError text={form.errorBeside('name', 'baseUrl', 'model', 'key') ?? trying.errorBeside('name', 'baseUrl', 'model', 'key')} />
      {trial !== null && <p role="status">{trial.ok ? words.works(trial.latencyMs ?? 0, trial.text ?? '') : words.worksNot(whyNot(trial))}</p>}
      <div className={stack['row']}>
        <Button type="submit" look="primary" busy={form.busy}>
          {words.save}
        </Button>
        <Button busy={trying.busy} onClick={() => void trying.run(async () => setTrial(await gatewayApi.tryOut({ ...asked, id: known?.id })))}>
          {words.tryOut}
        </Button>
        {known !== null && (
          <Button look="danger" onClick={() => void form.run(() => gatewayApi.remove(known.id).then(onChanged))}>
            {words.remove}
          </Button>
        )}
      </div>
    </form>
  );
}
