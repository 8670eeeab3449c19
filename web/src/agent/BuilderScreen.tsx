import { useEffect, useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { navigate } from '../app/routes';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { Page } from '../design/Page';
import { Spinner } from '../design/Spinner';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { Agent, AgentFile, Capability, Definition } from './agentApi';
import { NEW, agentApi } from './agentApi';
import { takeBeginning } from './beginning';
import styles from './Builder.module.css';
import { BuilderForm } from './BuilderForm';
import { builderWords } from './builderWords';
import { EntranceSection } from './EntranceSection';
import { PreviewChat } from './PreviewChat';
import { useAgentDraft } from './useAgentDraft';
import { VersionsSection } from './VersionsSection';

/** Builds an agent: the form, and beside it the agent as it would be. */
export default function BuilderScreen({ agent }: { agent: number | null }) {
  const words = useWords(builderWords);
  const [kept, setKept] = useState<Agent | null>(null);
  const [tools, setTools] = useState<Capability[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const fail = (failure: unknown) => setFailed(explain(problemOf(failure).code));
  useEffect(() => {
    agentApi.list().then((listed) => setTools(listed.tools), fail);
    if (agent !== null) agentApi.read(agent).then(setKept, fail);
  }, [agent]);
  const ready = tools !== null && (agent === null || kept !== null);
  return ready ? (
    <Builder key={kept === null ? 'new' : `${kept.account}-${kept.version}`} kept={kept} tools={tools} onKept={setKept} />
  ) : (
    <Page title={words.title} back={{ screen: 'agents' }}>
      <FormError text={failed} />
      {failed === null && <Spinner label={words.loading} />}
    </Page>
  );
}

interface BuilderProps {
  kept: Agent | null;
  tools: Capability[];
  onKept(agent: Agent): void;
}

function Builder({ kept, tools, onKept }: BuilderProps) {
  const words = useWords(builderWords);
  const form = useForm();
  const [beginning] = useState<Definition | null>(() => (kept === null ? takeBeginning() : null));
  const draft = useAgentDraft(kept === null ? 'new' : String(kept.account), kept?.definition ?? NEW, kept?.version ?? 0);
  const { reset } = draft;
  useEffect(() => {
    if (beginning !== null) reset(beginning);
  }, [beginning]);
  const [files, setFiles] = useState<AgentFile[]>(kept?.files ?? []);
  const [note, setNote] = useState('');
  const [trying, setTrying] = useState(false);
  const save = () =>
    form.run(async () => {
      const saved = kept === null ? await agentApi.create(draft.values) : await agentApi.change(kept.account, draft.values, kept.version, note);
      reset(saved.definition);
      toast(words.saved);
      onKept(saved);
      if (kept === null) navigate({ screen: 'agentBuilder', agent: saved.account }, 'replace');
    });
  const chat = <PreviewChat definition={draft.values} />;
  return (
    <div className={styles['builder']}>
      <Page title={kept === null ? words.newAgent : words.editing(kept.definition.name)} back={{ screen: 'agents' }}>
        {kept?.modelGone === true && (
          <p className={styles['gone']} role="status">
            {words.modelGoneNote}
          </p>
        )}
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <BuilderForm values={draft.values} set={draft.set} form={form} tools={tools} files={files} setFiles={setFiles} host={kept?.host === true} />
          <div className={styles['save']}>
            {draft.changed && (
              <p>
                {words.unsaved}{' '}
                <button type="button" className={styles['link']} onClick={() => reset(kept?.definition ?? NEW)}>
                  {words.discard}
                </button>
              </p>
            )}
            {kept !== null && draft.changed && <TextField label={words.note} maxLength={200} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.target.value)} />}
            <FormError text={form.problem?.code === 'conflict' ? words.newer : form.errorBeside('name', 'model', 'about', 'persona', 'greeting', 'examples', 'temperature', 'keywords', 'tools', 'knowledge', 'turnsPerDay', 'tokensPerDay', 'note', 'picture')} />
            <div className={styles['buttons']}>
              <Button type="submit" look="primary" busy={form.busy} disabled={kept !== null && !draft.changed}>
                {kept === null ? words.saveFirst : words.save}
              </Button>
              <Button className={styles['try'] ?? ''} onClick={() => setTrying(true)}>
                {words.preview}
              </Button>
            </div>
          </div>
        </form>
        {kept !== null && (
          <p>
            <Link to={{ screen: 'agentUsage', agent: kept.account }}>{words.usage}</Link>
          </p>
        )}
        {kept !== null && <EntranceSection agent={kept} onChanged={onKept} />}
        {kept !== null && <VersionsSection agent={kept} files={files} onChanged={onKept} />}
      </Page>
      <aside className={styles['preview']} aria-label={words.preview}>
        {!trying && chat}
      </aside>
      {trying && (
        <Dialog title={words.preview} look="sheet" onClose={() => setTrying(false)}>
          {chat}
        </Dialog>
      )}
    </div>
  );
}
