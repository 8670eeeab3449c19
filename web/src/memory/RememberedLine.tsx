import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomId } from '../protocol/ids';
import { memoryApi } from './memoryApi';
import styles from './RememberedLine.module.css';
import { memoryWords } from './words';

/** What an agent has just been told to remember, in the message that says so, with a way to take it back. */
export function RememberedLine({ line, room, keeps }: { line: string; room: RoomId | null; keeps: boolean }) {
  const words = useWords(memoryWords);
  const [busy, setBusy] = useState(false);
  const [gone, setGone] = useState(false);
  const forget = async () => {
    const api = memoryApi(room);
    setBusy(true);
    try {
      // The same line is kept once, so its words name it.
      const known = (await api.list()).memories.find((one) => one.text === line);
      if (known !== undefined) await api.forget(known.id);
      setGone(true);
      toast(known === undefined ? words.alreadyGone : words.forgotten);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <p className={styles['line']}>
      <Bookmark size={14} aria-hidden="true" />
      <span className={gone ? styles['gone'] : ''}>
        {room === null ? words.kept : words.keptHere}: {line}
      </span>
      {keeps && (
        <Button size="small" look="plain" busy={busy} disabled={gone} onClick={() => void forget()}>
          {gone ? words.forgotten : words.forget}
        </Button>
      )}
    </p>
  );
}

/** The line that a call of the tool {@code remember} has kept. */
export function keptLine(call: { tool: string; status: string; arguments: string }): string | null {
  if (call.tool !== 'remember' || call.status !== 'succeeded') return null;
  try {
    const given: unknown = JSON.parse(call.arguments);
    const text = typeof given === 'object' && given !== null && 'text' in given ? given.text : null;
    return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : null;
  } catch {
    return null;
  }
}
