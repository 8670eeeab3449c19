import { Check, Clock, Square, Wrench, X } from 'lucide-react';
import { useId, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { memberName } from '../message/text';
import type { MessageView, ToolCall } from '../protocol/views';
import { RememberedLine, keptLine } from '../memory/RememberedLine';
import type { RoomState } from '../room/roomState';
import { callApi } from './callApi';
import { callWords } from './callWords';
import { readable } from './readable';
import styles from './ToolCalls.module.css';

/** The tools an agent called for a message: those that wait for a person as cards, the others folded. */
export function ToolCalls({ message, state }: { message: MessageView; state: RoomState }) {
  const words = useWords(callWords);
  const calls = message.answer?.calls ?? [];
  const cards = calls.filter((call) => call.approvers !== null);
  const used = calls.filter((call) => call.approvers === null && keptLine(call) === null);
  const alone = state.room.kind === 'direct';
  const keeps = alone || state.me.role === 'owner' || state.me.role === 'admin';
  if (calls.length === 0) return null;
  return (
    <div className={styles['calls']}>
      {calls.map((call) => {
        const line = keptLine(call);
        return line === null ? null : <RememberedLine key={call.id} line={line} room={alone ? null : state.room.id} keeps={keeps} />;
      })}
      {cards.map((call) => (
        <CallCard key={call.id} call={call} message={message} state={state} />
      ))}
      {used.length > 0 && (
        <details className={styles['used']}>
          <summary>
            <Wrench size={14} aria-hidden="true" /> {words.used(used.length)}
          </summary>
          {used.map((call) => (
            <UsedCall key={call.id} call={call} />
          ))}
        </details>
      )}
    </div>
  );
}

function UsedCall({ call }: { call: ToolCall }) {
  const words = useWords(callWords);
  return (
    <div className={styles['one']}>
      <p>
        <b>{words.toolName(call.tool)}</b> · {words[call.effect]} · {words[call.status]}
      </p>
      <Arguments call={call} />
    </div>
  );
}

function CallCard({ call, message, state }: { call: ToolCall; message: MessageView; state: RoomState }) {
  const words = useWords(callWords);
  const title = useId();
  const [busy, setBusy] = useState<keyof typeof deeds | null>(null);
  const deeds = {
    yes: () => callApi.approve(state.room.id, call.id, call.hash),
    no: () => callApi.reject(state.room.id, call.id),
    stop: () => callApi.stop(state.room.id, call.id),
  };
  const decide = async (how: keyof typeof deeds) => {
    setBusy(how);
    try {
      await deeds[how]();
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(null);
    }
  };
  const name = words.wants(memberName(state, message.author), words.toolName(call.tool));
  if (call.status === 'approved') {
    return (
      <section className={styles['card']} aria-labelledby={title}>
        <h2 id={title}>{words.toolName(call.tool)}</h2>
        <Arguments call={call} />
        <p className={styles['status']} data-status={call.status} role="status">
          <StatusMark status={call.status} /> {words.approved}
        </p>
        {(call.asker === state.me.member || state.me.role !== 'guest') && (
          <div className={styles['row']}>
            <Button size="small" busy={busy === 'stop'} icon={<Square size={12} aria-hidden="true" />} onClick={() => void decide('stop')}>
              {words.stop}
            </Button>
          </div>
        )}
      </section>
    );
  }
  if (call.status !== 'pending') {
    return (
      <details className={styles['card']}>
        <summary>
          <StatusMark status={call.status} /> <span>{words.toolName(call.tool)}</span>
          <span className={styles['status']} data-status={call.status} role="status">
            {words[call.status]}
          </span>
        </summary>
        <Arguments call={call} />
        {call.by !== null && <p className={styles['soft']}>{words.by(memberName(state, call.by))}</p>}
      </details>
    );
  }
  return (
    <section className={styles['card']} aria-labelledby={title}>
      <h2 id={title}>{name}</h2>
      <Arguments call={call} />
      <p className={styles['soft']}>
        {words[call.effect]}
        {call.asker !== null && ` · ${words.for(memberName(state, call.asker))}`}
      </p>
      {mayDecide(call, state) ? (
        <div className={styles['row']}>
          <Button look="primary" size="small" busy={busy === 'yes'} disabled={busy !== null} onClick={() => void decide('yes')}>
            {words.approve}
          </Button>
          <Button size="small" busy={busy === 'no'} disabled={busy !== null} onClick={() => void decide('no')}>
            {words.reject}
          </Button>
        </div>
      ) : (
        <p className={styles['soft']}>
          <Clock size={14} aria-hidden="true" /> {words.pending} · {words[call.approvers ?? 'asker']}
        </p>
      )}
    </section>
  );
}

function StatusMark({ status }: { status: ToolCall['status'] }) {
  if (status === 'succeeded') return <Check size={14} aria-hidden="true" />;
  if (status === 'approved') return <Clock size={14} aria-hidden="true" />;
  if (status === 'stopped') return <Square size={12} aria-hidden="true" />;
  return <X size={14} aria-hidden="true" />;
}

/** What would be done, field by field, exactly; nothing in it is ever a link or a picture. */
function Arguments({ call }: { call: ToolCall }) {
  const words = useWords(callWords);
  const lines = readable(call.arguments);
  if (lines.length === 0) return null;
  return (
    <dl className={styles['arguments']} aria-label={words.arguments}>
      {lines.map(([field, value]) => (
        <div key={field}>
          <dt>{words.fieldName(field)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** As the server sees it; it has the last word. */
function mayDecide(call: ToolCall, state: RoomState): boolean {
  const asked = call.asker === state.me.member;
  const admin = state.me.role === 'admin' || state.me.role === 'owner';
  switch (call.approvers) {
    case 'asker':
      return asked;
    case 'admins':
      return admin;
    case 'asker_or_admins':
      return asked || admin;
    case null:
      return false;
  }
}
