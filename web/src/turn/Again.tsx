import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../design/Button';
import { useWords } from '../i18n/catalog';
import type { RoomId } from '../protocol/ids';
import type { Answer } from '../protocol/views';
import styles from './Also.module.css';
import { askAgain } from './askAgain';
import { turnWords } from './turnWords';

/** A way on from an answer that was stopped, failed or cut short. */
export function Again({ room, answer }: { room: RoomId; answer: Answer }) {
  const words = useWords(turnWords);
  const [busy, setBusy] = useState(false);
  if (answer.note !== 'stopped' && answer.note !== 'provider_failed' && answer.note !== 'cut_short') return null;
  const again = async () => {
    setBusy(true);
    await askAgain(room, answer.turn, false);
    setBusy(false);
  };
  return (
    <div className={styles['again']}>
      <Button size="small" busy={busy} icon={<RotateCcw size={14} aria-hidden="true" />} onClick={() => void again()}>
        {words.again}
      </Button>
    </div>
  );
}
