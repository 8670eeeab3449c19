export type Look = 'system' | 'light' | 'dark';

const STORED = 'weilu.look';

export function look(): Look {
  const stored = localStorage.getItem(STORED);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Light, dark, or as the system says; `public/look.js` applies it before the first paint. */
export function setLook(next: Look): void {
  if (next === 'system') {
    localStorage.removeItem(STORED);
    delete document.documentElement.dataset['look'];
  } else {
    localStorage.setItem(STORED, next);
    document.documentElement.dataset['look'] = next;
  }
}
