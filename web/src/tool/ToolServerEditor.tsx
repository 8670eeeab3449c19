import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Select, TextArea, TextField, Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { Kind, ToolServer, ToolServerForm } from './toolServersApi';
import { toolServersApi } from './toolServersApi';
import { readingWords, toolServerWords } from './toolServerWords';

const KINDS: Kind[] = ['mcp_http', 'openapi', 'mcp_program'];
const FIELDS = ['kind', 'name', 'address', 'command', 'document', 'secretHeader', 'secret'];

interface Props {
  known: ToolServer | null;
  programsAllowed: boolean;
  onSaved(server: ToolServer): void;
  onCancel(): void;
}

/** How a server of tools is reached. What it offers is looked at and approved apart from this. */
export function ToolServerEditor({ known, programsAllowed, onSaved, onCancel }: Props) {
  const words = useWords(toolServerWords);
  const reading = useWords(readingWords);
  const form = useForm();
  const [kind, setKind] = useState<Kind>(known?.kind ?? 'mcp_http');
  const [name, setName] = useState(known?.name ?? '');
  const [address, setAddress] = useState(known?.address ?? '');
  const [command, setCommand] = useState(known?.command.join('\n') ?? '');
  const [document, setDocument] = useState<string | undefined>(undefined);
  const [secretHeader, setSecretHeader] = useState(known?.secretHeader ?? '');
  const [secret, setSecret] = useState('');
  const [localAllowed, setLocalAllowed] = useState(known?.localAllowed ?? false);
  const [enabled, setEnabled] = useState(known?.enabled ?? true);
  const program = kind === 'mcp_program';
  const openApi = kind === 'openapi';
  const save = () =>
    form.run(async () => {
      const wish: ToolServerForm = { kind, name, secretHeader, secret: secret || undefined, localAllowed, enabled, document };
      if (program) wish.command = command.split('\n').filter((part) => part !== '');
      else wish.address = address;
      onSaved(known === null ? await toolServersApi.add(wish) : await toolServersApi.change(known.id, wish));
    });
  return (
    <form
      className={stack['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {known === null && <Select label={words.kind} value={kind} options={KINDS.map((value) => ({ value, label: words[value] }))} error={form.errorOf('kind')} onChange={(next: Kind) => setKind(next)} />}
      {program && !programsAllowed && <p>{words.programsOff}</p>}
      <TextField label={words.name} hint={words.nameHint} required maxLength={24} autoCapitalize="none" spellCheck={false} value={name} error={form.errorOf('name')} onChange={(event) => setName(event.target.value)} />
      {openApi && <DocumentField kept={known !== null} error={form.errorOf('document')} onRead={setDocument} />}
      {program ? (
        <TextArea label={words.command} hint={words.commandHint} required spellCheck={false} value={command} error={form.errorOf('command')} onChange={(event) => setCommand(event.target.value)} />
      ) : (
        <TextField
          label={openApi ? words.addressOpenApi : words.address}
          hint={openApi ? words.addressOpenApiHint : words.addressHint}
          type="url"
          required={!openApi}
          value={address}
          error={form.problem?.code === 'address_refused' ? reading.address_refused : form.errorOf('address')}
          onChange={(event) => setAddress(event.target.value)}
        />
      )}
      <TextField label={words.secret} type="password" autoComplete="off" hint={known?.hasSecret ? words.secretKept : undefined} value={secret} error={form.errorOf('secret')} onChange={(event) => setSecret(event.target.value)} />
      <TextField
        label={program ? words.secretVariable : words.secretHeader}
        hint={program ? words.secretVariableHint : words.secretHeaderHint}
        autoCapitalize="none"
        spellCheck={false}
        value={secretHeader}
        error={form.errorOf('secretHeader')}
        onChange={(event) => setSecretHeader(event.target.value)}
      />
      {!program && <Toggle label={words.local} on={localAllowed} onChange={setLocalAllowed} />}
      <Toggle label={words.enabled} on={enabled} onChange={setEnabled} />
      <FormError text={form.errorBeside(...FIELDS)} />
      <div className={stack['row']}>
        <Button type="submit" look="primary" busy={form.busy} disabled={program && !programsAllowed}>
          {words.save}
        </Button>
        <Button look="plain" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

function DocumentField({ kept, error, onRead }: { kept: boolean; error: string | null; onRead(text: string): void }) {
  const words = useWords(toolServerWords);
  const [unreadable, setUnreadable] = useState(false);
  const read = (file: File | undefined) => {
    setUnreadable(false);
    file?.text().then(onRead, () => setUnreadable(true));
  };
  return (
    <TextField
      label={words.document}
      hint={kept ? words.documentKept : words.documentHint}
      type="file"
      accept=".json,.yaml,.yml,application/json"
      required={!kept}
      error={unreadable ? words.cannotRead : error}
      onChange={(event) => read(event.target.files?.[0])}
    />
  );
}
