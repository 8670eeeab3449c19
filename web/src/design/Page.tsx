import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Route } from '../app/routes';
import { goBack } from '../app/routes';
import { useWords } from '../i18n/catalog';
import { IconButton } from './Button';
import styles from './Page.module.css';
import { designWords } from './words';

/** A screen of settings: a title with the way back, and sections below. */
export function Page({ title, back, children }: { title: string; back: Route; children: ReactNode }) {
  const words = useWords(designWords);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <IconButton label={words.back} onClick={() => goBack(back)}>
          <ArrowLeft size={22} aria-hidden="true" />
        </IconButton>
        <h1>{title}</h1>
      </header>
      <div className={styles['sections']}>{children}</div>
    </div>
  );
}

export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <h2>{title}</h2>
      {hint && <p className={styles['hint']}>{hint}</p>}
      {children}
    </section>
  );
}
