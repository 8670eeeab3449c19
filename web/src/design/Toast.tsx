import { useSyncExternalStore } from 'react';
import styles from './Toast.module.css';

interface Toast {
  id: number;
  text: string;
  look: 'calm' | 'bad';
}

const SHOWN_MILLIS = 4_500;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Says something in passing; it goes by itself. What must be acted on belongs in the page, not here. */
export function toast(text: string, look: Toast['look'] = 'calm'): void {
  const id = nextId;
  nextId += 1;
  change([...toasts.slice(-2), { id, text, look }]);
  setTimeout(() => change(toasts.filter((shown) => shown.id !== id)), SHOWN_MILLIS);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={styles['toasts']} role="status" aria-live="polite">
      {shown.map((one) => (
        <p key={one.id} className={`${styles['toast']} ${styles[one.look]}`}>
          {one.text}
        </p>
      ))}
    </div>
  );
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
