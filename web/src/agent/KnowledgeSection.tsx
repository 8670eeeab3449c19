import { FileText, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button, IconButton } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import { useWords } from '../i18n/catalog';
import type { AgentFile } from './agentApi';
import { agentApi } from './agentApi';
import styles from './Builder.module.css';
import { builderWords } from './builderWords';

interface KnowledgeSectionProps {
  chosen: number[];
  files: AgentFile[];
  error: string | null;
  onChange(chosen: number[], files: AgentFile[]): void;
}

/** The files an agent answers from. Taking one in reads it at once, so that what cannot be read is said here. */
export function KnowledgeSection({ chosen, files, error, onChange }: KnowledgeSectionProps) {
  const words = useWords(builderWords);
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const add = async (file: File) => {
    setReading(file.name);
    setFailed(null);
    try {
      const added = await agentApi.addFile(file, () => undefined);
      onChange([...chosen, added.id], [...files, added]);
    } catch (failure) {
      setFailed(`${file.name}: ${explain(problemOf(failure).code)}`);
    } finally {
      setReading(null);
    }
  };
  return (
    <Section title={words.knowledge} hint={words.knowledgeHint}>
      <ul className={styles['files']}>
        {files.filter((file) => chosen.includes(file.id)).map((file) => (
          <li key={file.id}>
            <FileText size={20} aria-hidden="true" />
            <span>
              {file.name}
              <small>{words.fileFacts(file.characters, file.passages)}</small>
            </span>
            <IconButton size="small" label={words.removeFile(file.name)} onClick={() => onChange(chosen.filter((id) => id !== file.id), files)}>
              <X size={18} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      <FormError text={failed ?? error} />
      <Button busy={reading !== null} onClick={() => input.current?.click()}>
        {reading === null ? words.addFile : `${words.reading} ${reading}`}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".txt,.md,.csv,.pdf,.docx,.xlsx"
        aria-label={words.addFile}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void add(file);
        }}
      />
    </Section>
  );
}
