import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { Section } from '../design/Page';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { Agent, AgentFile, Definition, Version } from './agentApi';
import { agentApi } from './agentApi';
import styles from './Builder.module.css';
import { builderWords } from './builderWords';
import { changesBetween } from './diff';

interface VersionsSectionProps {
  agent: Agent;
  files: AgentFile[];
  onChanged(agent: Agent): void;
}

/** All the agent has been, what changed each time, and the way back. */
export function VersionsSection({ agent, files, onChanged }: VersionsSectionProps) {
  const words = useWords(builderWords);
  const [versions, setVersions] = useState<Version[]>([]);
  const [shown, setShown] = useState<Version | null>(null);
  useEffect(() => {
    agentApi.versions(agent.account).then(setVersions, () => undefined);
  }, [agent.account, agent.version]);
  const goBack = async (version: Version) => {
    try {
      const restored = await agentApi.restore(agent.account, version.number);
      setShown(null);
      toast(words.wentBack);
      onChanged(restored);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  if (versions.length === 0) return null;
  const before = shown === null ? undefined : versions.find((one) => one.number === shown.number - 1);
  return (
    <Section title={words.history} hint={words.historyHint}>
      <ol className={styles['versions']}>
        {versions.map((version) => (
          <li key={version.number}>
            <button type="button" onClick={() => setShown(version)}>
              <b>{words.version(version.number)}</b>
              <span>{version.note}</span>
              <small>
                {version.byName} · {dayAndClock(version.at)}
              </small>
            </button>
          </li>
        ))}
      </ol>
      {shown !== null && (
        <Dialog
          title={words.version(shown.number)}
          onClose={() => setShown(null)}
          actions={
            shown.number !== agent.version && (
              <Button look="primary" onClick={() => void goBack(shown)}>
                {words.goBack}
              </Button>
            )
          }
        >
          <p>{before === undefined ? words.first : words.changedFrom(before.number)}</p>
          <Changes before={before?.definition ?? null} after={shown.definition} files={files} />
        </Dialog>
      )}
    </Section>
  );
}

function Changes({ before, after, files }: { before: Definition | null; after: Definition; files: AgentFile[] }) {
  const words = useWords(builderWords);
  if (before === null) return <p className={styles['persona']}>{after.persona || words.empty}</p>;
  const show = (field: keyof Definition, of: Definition): string => {
    switch (field) {
      case 'tools':
      case 'keywords':
        return of[field].join(words.comma);
      case 'examples':
        return of.examples.join('\n');
      case 'knowledge':
        return of.knowledge.map((id) => files.find((file) => file.id === id)?.name ?? `#${id}`).join(words.comma);
      case 'thinking':
        return of.thinking ? words.yes : words.no;
      case 'budget':
        return `${words.turns} ${of.budget.turnsPerDay ?? words.unlimited} · ${words.tokens} ${of.budget.tokensPerDay ?? words.unlimited}`;
      case 'model':
        return of.model === null ? words.modelAuto : `#${of.model}`;
      case 'temperature':
        return of.temperature === null ? words.temperatureAuto : String(of.temperature);
      case 'picture':
        return of.picture === null ? words.empty : of.picture.slice(0, 8);
      default:
        return of[field] || words.empty;
    }
  };
  const changes = changesBetween(before, after, show);
  if (changes.length === 0) return <p>{words.same}</p>;
  return (
    <dl className={styles['changes']}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{words[change.field]}</dt>
          <dd>
            {change.stretches.map((one, index) => {
              if (one.kind === 'added') return <ins key={index}>{one.text}</ins>;
              if (one.kind === 'removed') return <del key={index}>{one.text}</del>;
              return <span key={index}>{one.text}</span>;
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
