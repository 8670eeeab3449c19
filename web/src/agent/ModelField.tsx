import { useEffect, useState } from 'react';
import { Select } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { ModelChoice } from './modelChoiceApi';
import { modelChoiceApi } from './modelChoiceApi';
import { builderWords } from './builderWords';

const AUTOMATIC = '';

/** Which model answers. One that is gone keeps its place until another is chosen. */
export function ModelField({ model, error, onChange }: { model: number | null; error: string | null; onChange(model: number | null): void }) {
  const words = useWords(builderWords);
  const [choices, setChoices] = useState<ModelChoice[]>([]);
  useEffect(() => {
    modelChoiceApi.list().then(setChoices, () => undefined);
  }, []);
  const known = choices.some((one) => one.id === model);
  const options = [
    { value: AUTOMATIC, label: words.modelAuto },
    ...choices.map((one) => ({ value: String(one.id), label: `${one.name} · ${one.provider} · ${one.local ? words.staysHere : words.leaves}` })),
    ...(model !== null && !known ? [{ value: String(model), label: words.modelGone }] : []),
  ];
  return <Select label={words.model} error={error} value={model === null ? AUTOMATIC : String(model)} options={options} onChange={(value: string) => onChange(value === AUTOMATIC ? null : Number(value))} />;
}
