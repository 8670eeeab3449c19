import { useEffect, useState } from 'react';
import { Button } from '../design/Button';
import { useWords } from '../i18n/catalog';
import styles from './ConnectionLine.module.css';
import { useApp } from './context';
import { appWords } from './words';

const PATIENCE_MILLIS = 2_000;

/** Says when the page is cut off — after a moment, since most gaps are too short to mention. */
export function ConnectionLine() {
  const words = useWords(appWords);
  const connection = useApp((state) => state.connection);
  const cutOff = connection === 'waiting' || connection === 'connecting';
  const [mention, setMention] = useState(false);
  useEffect(() => {
    if (!cutOff) return setMention(false);
    const timer = setTimeout(() => setMention(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, [cutOff]);
  if (connection === 'refused') {
    return (
      <div className={styles['line']} role="alert">
        {words.outdated}
        <Button size="small" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      </div>
    );
  }
  return (
    <div className={mention ? styles['line'] : 'seen-by-readers-only'} role="status">
      {mention ? words.offline : ''}
    </div>
  );
}
