import { useEffect, useMemo, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomId } from '../protocol/ids';
import type { Memory } from './memoryApi';
import { memoryApi } from './memoryApi';
import styles from './MemorySection.module.css';
import { memoryWords } from './words';

/** What is remembered, line by line: of oneself, or of a room. Who may not write sees it all the same. */
export function MemorySection({ room = null, keeps = true }: { room?: RoomId | null; keeps?: boolean }) {
  const words = useWords(memoryWords);
  const api = useMemo(() => memoryApi(room), [room]);
  const form = useForm();
  const [memories, setMemories] = useState<Memory[] | null>(null);
  const [line, setLine] = useState('');
  useEffect(() => {
    api.list().then((page) => setMemories(page.memories), () => undefined);
  }, [api]);
  const put = (memory: Memory) => setMemories((before) => [...(before ?? []).filter((one) => one.id !== memory.id), memory].sort((one, other) => one.id - other.id));
  const add = async () => {
    if (await form.run(async () => put(await api.add(line)))) setLine('');
  };
  const forget = (memory: Memory) =>
    void api.forget(memory.id).then(
      () => {
        setMemories((before) => (before ?? []).filter((one) => one.id !== memory.id));
        toast(words.forgotten);
      },
      (failure: unknown) => toast(explain(problemOf(failure).code), 'bad'),
    );
  if (memories === null) return null;
  return (
    <Section title={words.title} hint={room === null ? words.mineHint : words.roomHint}>
      {memories.length === 0 && <p>{words.none}</p>}
      <ul className={styles['list']}>
        {memories.map((memory) => (
          <Line key={memory.id} memory={memory} keeps={keeps} onSave={async (text) => put(await api.change(memory.id, text))} onForget={() => forget(memory)} />
        ))}
      </ul>
      {keeps && memories.length > 0 && (
        <p className={styles['take']}>
          {words.take}
          <a href={api.exportOf('json')} download>
            JSON
          </a>
          <a href={api.exportOf('csv')} download>
            CSV
          </a>
        </p>
      )}
      {keeps && (
        <form
          className={stack['stack']}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <TextField label={words.line} hint={words.lineHint} required maxLength={500} value={line} error={form.errorOf('text')} onChange={(event) => setLine(event.target.value)} />
          <FormError text={form.errorBeside('text')} />
          <Button type="submit" busy={form.busy} disabled={line.trim() === ''}>
            {words.add}
          </Button>
        </form>
      )}
    </Section>
  );
}

function Line({ memory, keeps, onSave, onForget }: { memory: Memory; keeps: boolean; onSave(text: string): Promise<void>; onForget(): void }) {
  const words = useWords(memoryWords);
  const form = useForm();
  const [editing, setEditing] = useState<string | null>(null);
  if (editing === null) {
    return (
      <li className={styles['line']}>
        <span>
          {memory.text} <small title={words.number}>#{memory.id}</small>
        </span>
        {keeps && (
          <>
            <Button size="small" look="plain" onClick={() => setEditing(memory.text)}>
              {words.edit}
            </Button>
            <Button size="small" look="plain" onClick={onForget}>
              {words.forget}
            </Button>
          </>
        )}
      </li>
    );
  }
  const save = async () => {
    if (await form.run(() => onSave(editing))) setEditing(null);
  };
  return (
    <li>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={words.item} autoFocus required maxLength={500} value={editing} error={form.errorOf('text')} onChange={(event) => setEditing(event.target.value)} />
        <FormError text={form.errorBeside('text')} />
        <div className={stack['row']}>
          <Button type="submit" size="small" look="primary" busy={form.busy}>
            {words.save}
          </Button>
          <Button size="small" look="plain" onClick={() => setEditing(null)}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </li>
  );
}
