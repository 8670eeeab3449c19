import { Check, CircleHelp, X } from 'lucide-react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { Model, ModelChange } from './modelsApi';
import { modelsApi } from './modelsApi';
import { ModelPrice, PriceShown } from './ModelPrice';
import styles from './ModelsScreen.module.css';
import { modelsWords } from './modelsWords';
import { whyNot } from './words';

interface ModelRowProps {
  model: Model;
  first: boolean;
  /** It stands in the server's settings: it can be tried, and not be removed here. */
  fixed: boolean;
  onChanged(): Promise<void>;
}

/** One model: what it was found able to do, as chips, and what an admin says of it. */
export function ModelRow({ model, first, fixed, onChanged }: ModelRowProps) {
  const words = useWords(modelsWords);
  const form = useForm();
  const trying = useForm();
  const change = (wish: ModelChange) => form.run(() => modelsApi.changeModel(model.id, wish).then(onChanged));
  const name = model.shownName || model.name;
  return (
    <li className={styles['model']}>
      <div className={styles['head']}>
        <code>{name}</code>
        <Button size="small" busy={trying.busy} aria-label={words.tryModel(name)} onClick={() => void trying.run(() => modelsApi.tryModel(model.id).then(onChanged))}>
          {words.tryOut}
        </Button>
      </div>
      {trying.busy ? (
        <p className={styles['facts']} role="status">
          {words.trying}
        </p>
      ) : (
        <FoundChips model={model} />
      )}
      <PriceShown model={model} />
      <FormError text={form.errorBeside() ?? trying.errorBeside()} />
      <details className={styles['more']}>
        <summary>{words.settingsOf(name)}</summary>
        <div className={stack['stack']}>
          <Toggle label={words.enabled} on={model.enabled} disabled={form.busy} onChange={(enabled) => void change({ enabled })} />
          <Toggle label={words.trains} hint={words.trainsHint} on={model.trainsOnData} disabled={form.busy} onChange={(trainsOnData) => void change({ trainsOnData })} />
          <ModelPrice model={model} onChanged={onChanged} />
          <div className={stack['row']}>
            {!first && (
              <Button size="small" aria-label={words.firstOf(name)} onClick={() => void change({ first: true })}>
                {words.first}
              </Button>
            )}
            {!fixed && (
              <Button size="small" look="danger" aria-label={words.removeModel(name)} onClick={() => void form.run(() => modelsApi.removeModel(model.id).then(onChanged))}>
                {words.remove}
              </Button>
            )}
          </div>
        </div>
      </details>
    </li>
  );
}

function FoundChips({ model }: { model: Model }) {
  const words = useWords(modelsWords);
  if (!model.enabled) return <p className={styles['facts']}>{words.off}</p>;
  if (model.found === null) return <p className={styles['facts']}>{words.never}</p>;
  if (model.found.problem !== null) {
    return (
      <p className={styles['problem']} role="status">
        {words.worksNot(whyNot(model.found.problem))}
      </p>
    );
  }
  return (
    <ul className={styles['chips']}>
      {model.found.latencyMs !== null && <li className={styles['chip']}>{words.latency(model.found.latencyMs)}</li>}
      <Chip able={model.found.streams} label={words.streams} />
      <Chip able={model.found.tools} label={words.tools} />
      <Chip able={model.found.sees} label={words.sees} />
      <Chip able={model.found.thinks} label={words.thinks} />
    </ul>
  );
}

function Chip({ able, label }: { able: boolean | null; label: string }) {
  const words = useWords(modelsWords);
  const Icon = able === null ? CircleHelp : able ? Check : X;
  const said = able === null ? words.unknown : able ? words.can : words.cannot;
  return (
    <li className={`${styles['chip']} ${able === true ? styles['able'] : ''}`} title={`${label}: ${said}`}>
      <Icon size={13} aria-hidden="true" />
      {label}
      <span className="seen-by-readers-only">: {said}</span>
    </li>
  );
}
