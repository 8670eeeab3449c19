import { useCallback, useEffect, useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { useWords } from '../i18n/catalog';
import { ModelFileEditor } from './ModelFileEditor';
import type { EngineState, ModelFilePage } from './modelFileApi';
import { modelFileApi } from './modelFileApi';
import { modelFileWords } from './modelFileWords';
import styles from './ModelsScreen.module.css';

const LOOK_MS = 1000;

/** 本机的模型文件: which GGUF file runs inside, its limits, and how it fares. */
export function ModelFileSection({ version, onChanged }: { version: number; onChanged(): Promise<void> }) {
  const words = useWords(modelFileWords);
  const form = useForm();
  const [page, setPage] = useState<ModelFilePage | null>(null);
  const [editing, setEditing] = useState(false);
  const [sure, setSure] = useState(false);
  const load = useCallback(() => modelFileApi.page().then(setPage, () => undefined), []);
  useEffect(() => void load(), [load, version]);
  // A state moves on by itself while this is open: it loads, fails, rests.
  const named = page !== null && page.file !== null;
  useEffect(() => {
    if (!named) return undefined;
    const timer = setInterval(() => void load(), LOOK_MS);
    return () => clearInterval(timer);
  }, [named, load]);
  if (page === null) return null;
  const saved = async (next: ModelFilePage) => {
    setPage(next);
    setEditing(false);
    await onChanged();
  };
  const { file } = page;
  const remove = () =>
    sure
      ? void form.run(async () => {
          await modelFileApi.remove();
          setSure(false);
          await load();
          await onChanged();
        })
      : setSure(true);
  return (
    <Section title={words.title} hint={words.hint}>
      {!page.libraryThere && <p role="status">{words.noLibrary}</p>}
      {file !== null && !editing && (
        <div className={styles['model']}>
          <div className={styles['head']}>
            <code>{file.path.split('/').at(-1)}</code>
            <StateWord state={page.state} />
          </div>
          <p className={styles['facts']}>{words.limits(file.contextTokens, file.threads, file.memoryMegabytes)}</p>
          {page.state.phase === 'loading' && <progress max={100} value={page.state.percent ?? 0} aria-label={words.loading(page.state.percent ?? 0)} />}
          {page.state.trouble !== null && (
            <p className={styles['problem']} role="alert">
              {words[page.state.trouble.kind]}
              <br />
              <small lang="en">{page.state.trouble.detail}</small>
            </p>
          )}
          <FormError text={form.errorBeside()} />
          {page.fromSettings ? (
            <p className={styles['facts']}>{words.settingsFile}</p>
          ) : (
            <div className={stack['row']}>
              {page.state.phase === 'failed' && (
                <Button size="small" busy={form.busy} onClick={() => void form.run(() => modelFileApi.name(file).then(saved))}>
                  {words.reload}
                </Button>
              )}
              <Button size="small" onClick={() => setEditing(true)}>
                {words.change}
              </Button>
              <Button size="small" look="danger" busy={form.busy} onClick={remove}>
                {sure ? words.removeSure : words.remove}
              </Button>
            </div>
          )}
        </div>
      )}
      {(file === null || editing) && <ModelFileEditor page={page} onSaved={saved} onCancel={file === null ? null : () => setEditing(false)} />}
    </Section>
  );
}

function StateWord({ state }: { state: EngineState }) {
  const words = useWords(modelFileWords);
  const said = state.phase === 'loading' ? words.loading(state.percent ?? 0) : state.phase === 'none' ? '' : words[state.phase];
  return (
    <span className={`${styles['state']} ${state.phase === 'failed' ? styles['bad'] : ''}`} role="status">
      {said}
    </span>
  );
}
