import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { SignInThere } from './SignInThere';
import { ToolApproval } from './ToolApproval';
import { ToolServerEditor } from './ToolServerEditor';
import type { ToolServer } from './toolServersApi';
import { toolServersApi } from './toolServersApi';
import styles from './ToolServersScreen.module.css';
import { readingWords, toolServerWords } from './toolServerWords';

interface Props {
  server: ToolServer;
  programsAllowed: boolean;
  onChanged(server: ToolServer): void;
  onRemoved(): void;
}

/** One server of tools: where it is, how it stands, and its list. */
export function ToolServerCard({ server, programsAllowed, onChanged, onRemoved }: Props) {
  const words = useWords(toolServerWords);
  const reading = useForm();
  const removing = useForm();
  const [editing, setEditing] = useState(false);
  const look = () =>
    reading.run(async () => {
      const fresh = await toolServersApi.look(server.id);
      onChanged(fresh);
      if (fresh.problem === null) toast(words.looked(fresh.tools.filter((tool) => tool.change !== 'removed').length));
    });
  const facts = [
    words[server.kind],
    server.address ?? server.command.join(' '),
    ...(server.signedIn ? [words.signedIn] : []),
    ...(server.offeredAt === null ? [] : [words.readAt(dayAndClock(server.offeredAt))]),
    ...(server.approvedAt === null ? [] : [words.approvedAt(dayAndClock(server.approvedAt))]),
  ];
  const looks = server.state === 'ready' ? styles['ready'] : server.state === 'changed' ? styles['changed'] : '';
  return (
    <Section title={server.name}>
      <div className={styles['head']}>
        <span className={`${styles['state']} ${looks}`}>{words[server.state]}</span>
      </div>
      <p className={styles['facts']}>{facts.join(' · ')}</p>
      <Problem server={server} />
      {server.problem?.startsWith('sign_in_needed') && !server.hasSecret && <SignInThere server={server} />}
      <FormError text={reading.errorBeside()} />
      <FormError text={removing.errorBeside()} />
      {editing ? (
        <ToolServerEditor
          known={server}
          programsAllowed={programsAllowed}
          onSaved={(fresh) => {
            setEditing(false);
            onChanged(fresh);
            void look();
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className={stack['row']}>
          <Button icon={<RefreshCw size={18} aria-hidden="true" />} busy={reading.busy} onClick={() => void look()}>
            {words.look}
          </Button>
          <Button onClick={() => setEditing(true)}>{words.edit}</Button>
          <Button look="danger" busy={removing.busy} onClick={() => void removing.run(() => toolServersApi.remove(server.id).then(onRemoved))}>
            {words.remove}
          </Button>
        </div>
      )}
      {server.hash !== null && server.tools.length > 0 && (
        <details className={styles['list']} open={server.state !== 'ready'}>
          <summary>{words.tools(server.tools.length)}</summary>
          <ToolApproval key={server.hash} server={server} hash={server.hash} onChanged={onChanged} />
        </details>
      )}
    </Section>
  );
}

function Problem({ server }: { server: ToolServer }) {
  const words = useWords(toolServerWords);
  const kinds: Record<string, string> = useWords(readingWords);
  if (server.problem === null) return null;
  const [kind = '', ...rest] = server.problem.split(': ');
  const said = rest.join(': ');
  const why = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return <FormError text={words.problem([why ?? kind, said].filter(Boolean).join(' — '))} />;
}
