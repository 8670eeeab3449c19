import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Select, Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { memberName } from '../message/text';
import type { RoomState } from '../room/roomState';
import type { Approvers, AuditLine, RoomTools } from './callApi';
import { callApi } from './callApi';
import { callWords } from './callWords';
import { readable } from './readable';
import styles from './ToolCalls.module.css';

const APPROVERS: Approvers[] = ['asker_or_admins', 'asker', 'admins'];

/** For admins: which tools agents have here, who approves calls, and what was called. */
export function ToolsSection({ state }: { state: RoomState }) {
  const words = useWords(callWords);
  const room = state.room.id;
  const [settled, setSettled] = useState<RoomTools | null>(null);
  useEffect(() => {
    callApi.tools(room).then(setSettled, () => undefined);
  }, [room]);
  const settle = async (next: RoomTools) => {
    const before = settled;
    setSettled(next);
    try {
      setSettled(await callApi.settle(room, next));
    } catch (failure) {
      setSettled(before);
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  if (settled === null) return null;
  return (
    <>
      <Section title={words.section} hint={words.sectionHint}>
        <Select
          label={words.approvers}
          value={settled.approvers}
          options={APPROVERS.map((value) => ({ value, label: words[value] }))}
          onChange={(approvers: Approvers) => void settle({ ...settled, approvers })}
        />
        {settled.tools.map((tool) => (
          <Toggle
            key={tool.name}
            label={words.toolName(tool.name)}
            hint={words[tool.effect]}
            on={tool.on}
            onChange={(on) =>
              void settle({ ...settled, tools: settled.tools.map((one) => (one.name === tool.name ? { ...one, on } : one)) })
            }
          />
        ))}
      </Section>
      <Audit state={state} />
    </>
  );
}

function Audit({ state }: { state: RoomState }) {
  const words = useWords(callWords);
  const room = state.room.id;
  const [lines, setLines] = useState<AuditLine[]>([]);
  const [more, setMore] = useState(false);
  const load = (before: number | null) =>
    callApi.audit(room, before).then(
      (page) => {
        setLines((known) => (before === null ? page.calls : [...known, ...page.calls]));
        setMore(page.hasMore);
      },
      (failure: unknown) => toast(explain(problemOf(failure).code), 'bad'),
    );
  useEffect(() => {
    void load(null);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [room]);
  return (
    <Section title={words.audit} hint={words.auditHint}>
      {lines.length === 0 && <p>{words.none}</p>}
      <ul className={stack['stack']}>
        {lines.map((line) => (
          <li key={line.id}>
            <details className={styles['card']}>
              <summary>
                <span>
                  {words.toolName(line.tool)} · {memberName(state, line.agent)} · {words.for(memberName(state, line.asker))}
                </span>
                <span className={styles['status']} data-status={line.status}>
                  {words[line.status]}
                </span>
              </summary>
              <dl className={styles['arguments']}>
                {readable(line.arguments).map(([field, value]) => (
                  <div key={field}>
                    <dt>{words.fieldName(field)}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              <p className={styles['soft']}>
                {dayAndClock(line.at)}
                {line.decidedBy !== null && ` · ${words.by(memberName(state, line.decidedBy))}`}
              </p>
              {line.result !== null && <p className={styles['soft']}>{line.result}</p>}
            </details>
          </li>
        ))}
      </ul>
      {more && <Button onClick={() => void load(lines.at(-1)?.at ?? null)}>{words.more}</Button>}
    </Section>
  );
}
