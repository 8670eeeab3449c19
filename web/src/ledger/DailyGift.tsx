import { Gift } from 'lucide-react';
import { useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import type { Wallet } from './coinApi';
import { coinApi } from './coinApi';
import styles from './Coins.module.css';
import { coinWords } from './words';

/** Today's gift by a tap, a coin that drops, and when there is the next. */
export function DailyGift({ wallet, onTaken }: { wallet: Wallet; onTaken(): void }) {
  const words = useWords(coinWords);
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<number | null>(null);
  const take = async () => {
    setBusy(true);
    try {
      const taken = await coinApi.takeDaily();
      if (taken.outcome === 'earned') setGiven(taken.given);
      else toast(words[taken.outcome]);
      onTaken();
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    } finally {
      setBusy(false);
    }
  };
  if (wallet.daily === 0 && given === null) return null;
  return (
    <div className={styles['daily']}>
      <span role="status">
        {given !== null && (
          <span className={styles['given']}>
            <span className={styles['coin']} aria-hidden="true" />
            {words.taken(given.toLocaleString(language))}
          </span>
        )}
      </span>
      {wallet.dailyAt === null ? (
        <Button look="primary" busy={busy} icon={<Gift size={18} aria-hidden="true" />} onClick={() => void take()}>
          {words.take(wallet.daily.toLocaleString(language))}
        </Button>
      ) : (
        <span className={styles['small']}>{words.nextAt(dayAndClock(wallet.dailyAt))}</span>
      )}
    </div>
  );
}
