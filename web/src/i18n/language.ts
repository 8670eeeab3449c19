import { useSyncExternalStore } from 'react';

export type Language = 'zh-CN' | 'en';
export const LANGUAGES: Language[] = ['zh-CN', 'en'];

const STORED = 'weilu.language';
const listeners = new Set<() => void>();
let current: Language = chosen();

/** The stored choice, else the first language of the browser that we speak, else Chinese. */
function chosen(): Language {
  const stored = globalThis.localStorage?.getItem(STORED);
  if (stored === 'zh-CN' || stored === 'en') return stored;
  for (const wanted of globalThis.navigator?.languages ?? []) {
    if (wanted.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (wanted.toLowerCase().startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
  localStorage.setItem(STORED, next);
  show();
}

/** The language of one's profile, unless another was chosen on this device. */
export function adoptLanguage(wanted: string): void {
  const known = LANGUAGES.find((one) => one === wanted);
  if (known === undefined || known === current || localStorage.getItem(STORED) !== null) return;
  current = known;
  show();
}

function show(): void {
  document.documentElement.lang = current;
  for (const listener of listeners) listener();
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
