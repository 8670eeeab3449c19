import { Languages, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useApp } from '../app/context';
import { Button } from '../design/Button';
import { look, setLook } from '../design/look';
import { Mark } from '../design/Mark';
import { useWords } from '../i18n/catalog';
import { setLanguage, useLanguage } from '../i18n/language';
import styles from './DoorScreen.module.css';
import { accountWords } from './words';

/** The frame of every screen outside: the fire, the form, and the switches for language and look. */
export function DoorScreen({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const words = useWords(accountWords);
  const server = useApp((state) => state.server);
  return (
    <main className={styles['door']}>
      <div className={styles['hearth']} aria-hidden="true" />
      <div className={styles['inner']}>
        <header className={styles['head']}>
          <Mark size={72} />
          <p className={styles['brand']}>{server?.name ?? 'Weilu'}</p>
          <p className={styles['tagline']}>{words.tagline}</p>
        </header>
        <section className={styles['card']}>
          <h1>{title}</h1>
          {lead && <p className={styles['lead']}>{lead}</p>}
          {children}
        </section>
        <Switches />
      </div>
    </main>
  );
}

function Switches() {
  const words = useWords(accountWords);
  const language = useLanguage();
  const [shown, setShown] = useState(look());
  const dark = shown === 'dark' || (shown === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const turn = () => {
    const next = dark ? 'light' : 'dark';
    setLook(next);
    setShown(next);
  };
  return (
    <footer className={styles['switches']}>
      <Button look="plain" size="small" icon={<Languages size={16} aria-hidden="true" />} onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
        <span lang={language === 'en' ? 'zh-CN' : 'en'}>{language === 'en' ? '中文' : 'English'}</span>
      </Button>
      <Button look="plain" size="small" icon={dark ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />} onClick={turn}>
        {dark ? words.lookLight : words.lookDark}
      </Button>
    </footer>
  );
}
