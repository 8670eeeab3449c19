import { useEffect, useState } from 'react';
import type { Definition } from './agentApi';
import { definition as decode } from './agentApi';

const KEY = 'weilu.agent-draft.';
const WAIT_MS = 400;

interface Kept {
  based: number;
  definition: Definition;
}

/**
 * What is being entered for an agent, kept in this browser until it is saved or discarded. A draft of an older version than
 * the saved one is dropped: saving it would undo what was changed elsewhere.
 */
export function useAgentDraft(key: string, saved: Definition, version: number) {
  const [values, setValues] = useState<Definition>(() => kept(key, version) ?? saved);
  const changed = JSON.stringify(values) !== JSON.stringify(saved);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (changed) localStorage.setItem(KEY + key, JSON.stringify({ based: version, definition: values } satisfies Kept));
      else localStorage.removeItem(KEY + key);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [key, changed, values, version]);
  return {
    values,
    changed,
    set: (change: Partial<Definition>) => setValues((before) => ({ ...before, ...change })),
    reset: (next: Definition) => {
      localStorage.removeItem(KEY + key);
      setValues(next);
    },
  };
}

function kept(key: string, version: number): Definition | null {
  try {
    const found = JSON.parse(localStorage.getItem(KEY + key) ?? 'null') as Kept | null;
    return found === null || found.based !== version ? null : decode(found.definition);
  } catch {
    return null;
  }
}
