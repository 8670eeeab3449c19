import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Select, TextField, Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { useLanguage } from '../i18n/language';
import type { Offer, Preset, Provider, ProviderForm, Trial } from './modelsApi';
import { modelsApi } from './modelsApi';
import styles from './ModelsScreen.module.css';
import { modelsWords } from './modelsWords';
import { whyNot } from './words';

const FIELDS = ['name', 'baseUrl', 'model', 'key', 'localAllowed'];

interface ProviderEditorProps {
  known: Provider | null;
  presets: Preset[];
  onSaved(): void;
  onCancel(): void;
}

/** Which provider, and its key; the rest is known for those that have a preset, and can be changed below. */
export function ProviderEditor({ known, presets, onSaved, onCancel }: ProviderEditorProps) {
  const words = useWords(modelsWords);
  const language = useLanguage();
  const form = useForm();
  const trying = useForm();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [preset, setPreset] = useState(known?.preset ?? presets[0]?.preset ?? 'other');
  const [name, setName] = useState(known?.name ?? '');
  const [baseUrl, setBaseUrl] = useState(known?.baseUrl ?? '');
  const [models, setModels] = useState('');
  const [key, setKey] = useState('');
  const chosen = presets.find((one) => one.preset === preset);
  const other = preset === 'other';
  const [localAllowed, setLocalAllowed] = useState(known?.localAllowed ?? chosen?.local ?? false);
  const [enabled, setEnabled] = useState(known?.enabled ?? true);
  const shown = (one: Preset) => (one.preset === 'other' ? words.other : (language === 'zh-CN' ? one.chinese : one.english) + (one.local ? ` · ${words.local}` : ''));
  const choose = (next: string) => {
    setPreset(next);
    setLocalAllowed(presets.find((one) => one.preset === next)?.local ?? false);
    setTrial(null);
    setOffer(null);
  };
  const named = models.split(/[\s,\uff0c\u3001]+/).filter((one) => one !== '');
  const entered: ProviderForm = {
    id: known?.id,
    preset,
    name: name || undefined,
    baseUrl: baseUrl || undefined,
    model: known === null ? named[0] : undefined,
    models: known === null && named.length > 0 ? named : undefined,
    key: key || undefined,
    localAllowed,
    enabled,
  };
  const save = () =>
    form.run(async () => {
      await (known === null ? modelsApi.add(entered) : modelsApi.change(known.id, entered));
      onSaved();
    });
  /** Without a model to ask, it is asked which it has, to choose from. */
  const tryOut = async () => {
    const asks = known !== null || named.length > 0 || (chosen?.models.length ?? 0) > 0;
    setTrial(asks ? await modelsApi.tryForm(entered) : null);
    if (known === null) setOffer(await modelsApi.offeredBy(entered));
  };
  const left = offer?.models.filter((one) => !named.includes(one)) ?? [];
  const errorOf = (field: string) => form.errorOf(field) ?? trying.errorOf(field);
  const address = (
    <>
      <TextField label={words.name} placeholder={chosen && !other ? shown(chosen) : undefined} value={name} error={errorOf('name')} onChange={(event) => setName(event.target.value)} />
      <TextField label={words.baseUrl} hint={words.baseUrlHint} type="url" required={other} placeholder={chosen?.baseUrl} value={baseUrl} error={errorOf('baseUrl')} onChange={(event) => setBaseUrl(event.target.value)} />
      <Toggle label={words.localAllowed} error={errorOf('localAllowed') === null ? null : words.localNot} on={localAllowed} onChange={setLocalAllowed} />
      <Toggle label={words.enabled} on={enabled} onChange={setEnabled} />
    </>
  );
  return (
    <form
      className={stack['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Select label={words.which} value={preset} options={presets.map((one) => ({ value: one.preset, label: shown(one) }))} onChange={choose} />
      <TextField label={words.key} type="password" autoComplete="off" hint={known?.hasKey ? words.keyKept : words.keyHint} value={key} error={errorOf('key')} onChange={(event) => setKey(event.target.value)} />
      {known === null && (
        <TextField label={words.modelNames} hint={words.modelNamesHint} placeholder={chosen?.models.join(', ')} value={models} error={errorOf('model')} onChange={(event) => setModels(event.target.value)} />
      )}
      {other ? (
        address
      ) : (
        <details className={styles['more']} open={['baseUrl', 'name', 'localAllowed'].some((field) => errorOf(field) !== null) || undefined}>
          <summary>{words.more}</summary>
          <div className={stack['stack']}>{address}</div>
        </details>
      )}
      <FormError text={form.errorBeside(...FIELDS) ?? trying.errorBeside(...FIELDS)} />
      {offer !== null && (
        <Offered offer={offer} names={left} asked={trial !== null} onChoose={(name) => setModels(named.length === 0 ? name : `${named.join(', ')}, ${name}`)} />
      )}
      {trial !== null && <p role="status">{trial.ok ? words.works(trial.latencyMs ?? 0, trial.text ?? '') : words.worksNot(whyNot(trial.problem))}</p>}
      <div className={stack['row']}>
        <Button type="submit" look="primary" busy={form.busy}>
          {words.save}
        </Button>
        <Button busy={trying.busy} onClick={() => void trying.run(tryOut)}>
          {words.tryOut}
        </Button>
        <Button look="plain" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

interface OfferedProps {
  offer: Offer;
  names: string[];
  /** A model was asked as well, and that says what is wrong. */
  asked: boolean;
  onChoose(name: string): void;
}

/** What the provider says it has, to choose from. */
function Offered({ offer, names, asked, onChoose }: OfferedProps) {
  const words = useWords(modelsWords);
  if (offer.problem !== null) return asked ? null : <p role="status">{words.worksNot(whyNot(offer.problem))}</p>;
  if (offer.models.length === 0) return asked ? null : <p role="status">{words.offeredNone}</p>;
  return (
    <div className={stack['stack']}>
      <p role="status">{words.offeredChoose(offer.models.length)}</p>
      <div className={`${styles['offer']} ${styles['long']}`}>
        {names.map((one) => (
          <Button key={one} size="small" onClick={() => onChoose(one)}>
            {one}
          </Button>
        ))}
      </div>
    </div>
  );
}
