import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Select } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { plainly } from './plainly';
import type { Leave, ToolLine, ToolServer } from './toolServersApi';
import { toolServersApi } from './toolServersApi';
import styles from './ToolServersScreen.module.css';
import { toolServerWords } from './toolServerWords';

/** The list as it was read, word by word, and an admin's leave for each tool. It is approved as a whole, by its hash. */
export function ToolApproval({ server, hash, onChanged }: { server: ToolServer; hash: string; onChanged(server: ToolServer): void }) {
  const words = useWords(toolServerWords);
  const form = useForm();
  const here = server.tools.filter((tool) => tool.change !== 'removed');
  const fresh = server.approvedAt === null;
  const [leaves, setLeaves] = useState<Record<string, Leave>>(() => Object.fromEntries(here.map((tool) => [tool.name, fresh ? 'ask' : tool.leave])));
  const approve = async () => {
    const done = await form.run(async () => onChanged(await toolServersApi.approve(server.id, hash, leaves)));
    if (done) toast(words.approved);
  };
  const label = server.state === 'changed' ? words.approveAgain : fresh ? words.approve : words.keepLeaves;
  return (
    <form
      className={stack['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void approve();
      }}
    >
      <p className={styles['warning']}>
        {words.stranger} {words.freeHint}
      </p>
      <ul className={styles['tools']}>
        {server.tools.map((tool) => (
          <li key={tool.name} className={styles['tool']}>
            <ToolWords tool={tool} approvedBefore={!fresh} />
            {tool.change !== 'removed' && (
              <Select
                label={words.leaveOf(plainly(tool.name))}
                value={leaves[tool.name] ?? 'never'}
                options={leavesOf(tool).map((value) => ({ value, label: words[value] }))}
                onChange={(next: Leave) => setLeaves({ ...leaves, [tool.name]: next })}
              />
            )}
          </li>
        ))}
      </ul>
      <FormError text={form.errorBeside()} />
      <Button type="submit" look="primary" busy={form.busy}>
        {label}
      </Button>
    </form>
  );
}

/** What changes something over HTTP always asks. */
function leavesOf(tool: ToolLine): Leave[] {
  return tool.method === null || tool.method === 'GET' ? ['never', 'ask', 'free'] : ['never', 'ask'];
}

function ToolWords({ tool, approvedBefore }: { tool: ToolLine; approvedBefore: boolean }) {
  const words = useWords(toolServerWords);
  const marks = { same: null, added: approvedBefore ? words.added : null, changed: words.changedTool, removed: words.removed };
  const mark = marks[tool.change];
  const claims = claimsOf(tool.hints, words);
  return (
    <>
      <p className={styles['title']}>
        <code>{tool.publicName}</code>
        {tool.method !== null && <span>{tool.method}</span>}
        {tool.title !== '' && <span>{plainly(tool.title)}</span>}
        {mark !== null && <span className={`${styles['state']} ${tool.change === 'added' ? '' : styles['changed']}`}>{mark}</span>}
      </p>
      {tool.before === null ? (
        <p className={styles['words']}>{plainly(tool.description)}</p>
      ) : (
        <dl className={styles['difference']}>
          <dt>{words.was}</dt>
          <dd className={styles['was']}>{plainly(tool.before.description) + '\n' + shown(tool.before.inputSchema)}</dd>
          <dt>{words.now}</dt>
          <dd className={styles['now']}>{plainly(tool.description) + '\n' + shown(tool.schema)}</dd>
        </dl>
      )}
      {claims !== '' && <p className={styles['facts']}>{words.claims(claims)}</p>}
      {tool.before === null && (
        <details>
          <summary>{words.parameters}</summary>
          <pre className={styles['schema']}>{shown(tool.schema)}</pre>
        </details>
      )}
    </>
  );
}

function claimsOf(hints: unknown, words: { readOnly: string; destructive: string }): string {
  const said = (typeof hints === 'object' && hints !== null ? hints : {}) as Record<string, unknown>;
  return [...(said['readOnlyHint'] === true ? [words.readOnly] : []), ...(said['destructiveHint'] === true ? [words.destructive] : [])].join(', ');
}

function shown(schema: unknown): string {
  return plainly(JSON.stringify(schema, null, 2) ?? '');
}
