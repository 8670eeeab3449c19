import { FileUp, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { navigate } from '../app/routes';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { EmptyState } from '../design/EmptyState';
import { FormError } from '../design/FormError';
import { Page, Section } from '../design/Page';
import { Spinner } from '../design/Spinner';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { useLanguage } from '../i18n/language';
import type { Agent, Listed, Template } from './agentApi';
import { agentApi } from './agentApi';
import styles from './Agents.module.css';
import { begin } from './beginning';
import { builderWords } from './builderWords';

/** The agents one has built, and the ways to begin another. */
export default function AgentsScreen() {
  const words = useWords(builderWords);
  const [listed, setListed] = useState<Listed | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    agentApi.list().then(setListed, (failure: unknown) => setFailed(explain(problemOf(failure).code)));
  }, []);
  return (
    <Page title={words.title} back={{ screen: 'rooms' }}>
      <FormError text={failed} />
      {listed === null && failed === null && <Spinner label={words.loading} />}
      {listed !== null && (
        <>
          {listed.agents.length === 0 ? (
            <EmptyState title={words.none}>{listed.mayBuild ? words.noneText : words.noBuild}</EmptyState>
          ) : (
            <Section title={words.mine}>
              <ul className={styles['agents']}>
                {listed.agents.map((agent) => (
                  <AgentLine key={agent.account} agent={agent} />
                ))}
              </ul>
            </Section>
          )}
          {listed.mayBuild && listed.agents.filter((one) => !one.host).length < listed.agentsMax && <Beginnings />}
        </>
      )}
    </Page>
  );
}

function AgentLine({ agent }: { agent: Agent }) {
  const words = useWords(builderWords);
  const facts = [agent.host ? words.host : words.rooms(agent.rooms), words.version(agent.version), ...(agent.closed ? [words.closed] : [])];
  return (
    <li>
      <Link to={{ screen: 'agentBuilder', agent: agent.account }} className={styles['agent']}>
        <Avatar name={agent.definition.name} picture={agent.definition.picture} kind="agent" size={48} />
        <span>
          <b>{agent.definition.name}</b>
          <small>{agent.definition.about || facts.join(' · ')}</small>
          {agent.definition.about && <small>{facts.join(' · ')}</small>}
        </span>
      </Link>
    </li>
  );
}

/** Blank, from a template, or from a file. */
function Beginnings() {
  const words = useWords(builderWords);
  const language = useLanguage();
  const [templates, setTemplates] = useState<Template[]>([]);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    agentApi.templates(language).then(setTemplates, () => undefined);
  }, [language]);
  const open = (from: Parameters<typeof begin>[0]) => {
    begin(from);
    navigate({ screen: 'agentBuilder', agent: null });
  };
  const importFile = async (file: File) => {
    try {
      const draft = await agentApi.importFile(file);
      toast([words.imported, ...(draft.missingTools.length > 0 ? [words.missingTools(draft.missingTools.join(', '))] : []), ...(draft.leftOut.length > 0 ? [words.leftOut(draft.leftOut.join(', '))] : [])].join(' '));
      open(draft.definition);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  return (
    <Section title={words.make}>
      <div className={styles['templates']}>
        <button type="button" className={styles['template']} onClick={() => open(null)}>
          <Plus size={28} aria-hidden="true" />
          <b>{words.blank}</b>
        </button>
        {templates.map((one) => (
          <button key={one.id} type="button" className={styles['template']} onClick={() => open(one.definition)}>
            <Avatar name={one.definition.name} picture={null} kind="agent" size={36} />
            <b>{one.definition.name}</b>
            <small>{one.definition.about}</small>
          </button>
        ))}
      </div>
      <Button icon={<FileUp size={18} aria-hidden="true" />} onClick={() => input.current?.click()}>
        {words.importFile}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept="application/json,.json"
        aria-label={words.importFile}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void importFile(file);
        }}
      />
    </Section>
  );
}
