import { useState } from 'react';
import { explain } from '../app/problemWords';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Select, TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { ModelFilePage } from './modelFileApi';
import { modelFileApi } from './modelFileApi';
import { modelFileWords } from './modelFileWords';

const FIELDS = ['path', 'contextTokens', 'threads', 'memoryMegabytes'];

interface ModelFileEditorProps {
  page: ModelFilePage;
  onSaved(page: ModelFilePage): Promise<void>;
  /** Null where there is nothing to go back to. */
  onCancel: (() => void) | null;
}

/** One of the files in the folder, and its limits; what is left empty the machine chooses. */
export function ModelFileEditor({ page, onSaved, onCancel }: ModelFileEditorProps) {
  const words = useWords(modelFileWords);
  const form = useForm();
  const { file, choices } = page;
  const known = choices.find((one) => file?.path.endsWith(one.path))?.path;
  const [path, setPath] = useState(known ?? choices[0]?.path ?? '');
  const [context, setContext] = useState(String(file?.contextTokens ?? ''));
  const [threads, setThreads] = useState(String(file?.threads ?? ''));
  const [memory, setMemory] = useState(String(file?.memoryMegabytes ?? ''));
  if (choices.length === 0) return <p>{words.noFiles(page.folder)}</p>;
  const number = (text: string) => (text.trim() === '' ? undefined : Math.trunc(Number(text)));
  const save = () =>
    form.run(async () =>
      onSaved(await modelFileApi.name({ path, contextTokens: number(context), threads: number(threads), memoryMegabytes: number(memory) })),
    );
  const errorOf = (field: string) => {
    if (form.problem?.field !== field) return null;
    const { code } = form.problem;
    if (field === 'memoryMegabytes' && code === 'too_large') return words.memoryTooSmall;
    if (field !== 'path') return code === 'invalid' ? words.outOfRange : explain(code);
    return code === 'invalid' ? words.pathInvalid : code === 'not_found' ? words.pathMissing : code === 'forbidden' ? words.pathForbidden : explain(code);
  };
  return (
    <form
      className={stack['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Select
        label={words.file}
        value={path}
        hint={page.folder}
        error={errorOf('path')}
        options={choices.map((one) => ({ value: one.path, label: `${one.path} · ${words.megabytes(one.megabytes)}` }))}
        onChange={setPath}
      />
      <TextField label={words.context} hint={words.contextHint} type="number" min={1} inputMode="numeric" value={context} error={errorOf('contextTokens')} onChange={(event) => setContext(event.target.value)} />
      <TextField label={words.threads} hint={words.threadsHint(page.processors)} type="number" min={1} inputMode="numeric" value={threads} error={errorOf('threads')} onChange={(event) => setThreads(event.target.value)} />
      <TextField label={words.memory} hint={words.memoryHint(page.memoryMegabytes)} type="number" min={1} inputMode="numeric" value={memory} error={errorOf('memoryMegabytes')} onChange={(event) => setMemory(event.target.value)} />
      <FormError text={form.errorBeside(...FIELDS)} />
      <div className={stack['row']}>
        <Button type="submit" look="primary" busy={form.busy}>
          {words.save}
        </Button>
        {onCancel !== null && (
          <Button look="plain" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}
