import { ArrowUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button, IconButton } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { clock } from '../i18n/format';
import { ModelRow } from './ModelRow';
import type { Circuit, Preset, Provider } from './modelsApi';
import { modelsApi } from './modelsApi';
import { modelFileWords } from './modelFileWords';
import styles from './ModelsScreen.module.css';
import { modelsWords } from './modelsWords';
import { ProviderEditor } from './ProviderEditor';

interface ProviderCardProps {
  provider: Provider;
  presets: Preset[];
  circuit: Circuit | null;
  onChanged(): Promise<void>;
  /** Null for the first, which cannot go further up. */
  onUp: (() => void) | null;
}

/** A provider with its models, how it fares, and its place in the order. */
export function ProviderCard({ provider, presets, circuit, onChanged, onUp }: ProviderCardProps) {
  const words = useWords(modelsWords);
  const fileWords = useWords(modelFileWords);
  // It is named, limited and removed in the section of model files.
  const inner = provider.preset === 'gguf';
  const form = useForm();
  const [editing, setEditing] = useState(false);
  const [sure, setSure] = useState(false);
  const remove = () => (sure ? void form.run(() => modelsApi.remove(provider.id).then(onChanged)) : setSure(true));
  return (
    <section className={styles['card']} aria-label={provider.name}>
      <header className={styles['head']}>
        <h2>{provider.name}</h2>
        <Fares provider={provider} circuit={circuit} />
        {onUp !== null && (
          <IconButton label={`${words.up} · ${provider.name}`} onClick={onUp}>
            <ArrowUp size={18} aria-hidden="true" />
          </IconButton>
        )}
      </header>
      <p className={styles['facts']}>{inner ? fileWords.inner : provider.baseUrl}</p>
      <ul className={styles['models']}>
        {provider.models.map((model, index) => (
          <ModelRow key={model.id} model={model} first={index === 0} fixed={provider.fromSettings || inner} onChanged={onChanged} />
        ))}
      </ul>
      {inner ? null : provider.fromSettings ? (
        <p className={styles['facts']}>{words.settingsFile}</p>
      ) : editing ? (
        <ProviderEditor
          known={provider}
          presets={presets}
          onCancel={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            void onChanged();
          }}
        />
      ) : (
        <>
          <AddModel provider={provider} onChanged={onChanged} />
          <FormError text={form.errorBeside()} />
          <div className={stack['row']}>
            <Button size="small" onClick={() => setEditing(true)}>
              {words.edit}
            </Button>
            <Button size="small" look="danger" busy={form.busy} onClick={remove}>
              {sure ? words.removeSure : words.remove}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Nothing is said of one that is well. */
function Fares({ provider, circuit }: { provider: Provider; circuit: Circuit | null }) {
  const words = useWords(modelsWords);
  if (!provider.enabled) return <span className={styles['state']}>{words.off}</span>;
  if (circuit === null) return null;
  if (circuit.state === 'open') return <span className={`${styles['state']} ${styles['bad']}`}>{words.resting(circuit.until === null ? '' : clock(circuit.until))}</span>;
  if (circuit.state === 'half_open') return <span className={styles['state']}>{words.probing}</span>;
  return circuit.failures > 0 ? <span className={styles['state']}>{words.failing(circuit.failures)}</span> : null;
}

function AddModel({ provider, onChanged }: { provider: Provider; onChanged(): Promise<void> }) {
  const words = useWords(modelsWords);
  const form = useForm();
  const looking = useForm();
  const [name, setName] = useState('');
  const [offered, setOffered] = useState<string[] | null>(null);
  const known = new Set(provider.models.map((one) => one.name));
  const add = (wanted: string) =>
    form.run(async () => {
      await modelsApi.addModel(provider.id, wanted);
      setName('');
      await onChanged();
    });
  const left = offered?.filter((one) => !known.has(one)) ?? [];
  return (
    <details className={styles['more']}>
      <summary>
        <Plus size={16} aria-hidden="true" /> {words.addModel}
      </summary>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void add(name);
        }}
      >
        <TextField label={words.modelName} required value={name} error={form.errorOf('name') ?? form.errorOf('model')} onChange={(event) => setName(event.target.value)} />
        <FormError text={form.errorBeside('name', 'model') ?? looking.errorBeside()} />
        <div className={stack['row']}>
          <Button type="submit" size="small" busy={form.busy}>
            {words.addModel}
          </Button>
          <Button size="small" look="plain" busy={looking.busy} onClick={() => void looking.run(async () => setOffered((await modelsApi.offered(provider.id)).models))}>
            {words.offered}
          </Button>
        </div>
        {offered !== null && left.length === 0 && <p role="status">{words.offeredNone}</p>}
        <div className={styles['offer']}>
          {left.map((one) => (
            <Button key={one} size="small" onClick={() => void add(one)}>
              {one}
            </Button>
          ))}
        </div>
      </form>
    </details>
  );
}
