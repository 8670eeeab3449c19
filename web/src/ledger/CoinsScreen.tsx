import { useCallback, useEffect, useState } from 'react';
import { useApp, useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { Page, Section } from '../design/Page';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import type { CoinLine, Wallet } from './coinApi';
import { coinApi } from './coinApi';
import styles from './Coins.module.css';
import { DailyGift } from './DailyGift';
import { coinWords } from './words';

/** One's own coins: how many, today's gift, and what came and went. */
export default function CoinsScreen() {
  const words = useWords(coinWords);
  const language = useLanguage();
  const client = useClient();
  const me = useApp((state) => state.me);
  const [wallet, setWallet] = useState<Wallet | null>(null);
  const [lines, setLines] = useState<{ lines: CoinLine[]; more: boolean } | null>(null);
  const isPerson = me?.kind === 'person';
  const load = useCallback(() => {
    Promise.all([coinApi.wallet(), coinApi.lines(null)]).then(
      ([nextWallet, nextLines]) => {
        setWallet(nextWallet);
        setLines(nextLines);
      },
      (failure: unknown) => toast(explain(problemOf(failure).code), 'bad'),
    );
  }, []);
  useEffect(() => {
    if (!isPerson) return;
    load();
    return client.onFrames((frame) => {
      if (frame.type === 'coinsChanged' || frame.type === 'welcome') load();
    });
  }, [client, isPerson, load]);
  const earlier = async () => {
    const last = lines?.lines.at(-1);
    if (lines === null || last === undefined) return;
    try {
      const next = await coinApi.lines(last.id);
      setLines({ lines: [...lines.lines, ...next.lines], more: next.more });
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  return (
    <Page title={words.title} back={{ screen: 'rooms' }}>
      {!isPerson && <p>{words.guests}</p>}
      {wallet !== null && (
        <div className={styles['purse']}>
          <span className={styles['small']}>{words.balance}</span>
          <strong className={styles['balance']} aria-live="polite" data-testid="coin-balance">
            {wallet.balance.toLocaleString(language)}
          </strong>
          <DailyGift wallet={wallet} onTaken={load} />
          <small className={styles['small']}>{words.noValue}</small>
        </div>
      )}
      {lines !== null && (
        <Section title={words.history}>
          {lines.lines.length === 0 && <p>{words.none}</p>}
          <ul className={styles['lines']}>
            {lines.lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </ul>
          {lines.more && <Button onClick={() => void earlier()}>{words.earlier}</Button>}
        </Section>
      )}
    </Page>
  );
}

function Line({ line }: { line: CoinLine }) {
  const words = useWords(coinWords);
  const language = useLanguage();
  const came = line.amount > 0;
  const who = line.other === null ? null : came ? words.from(line.other) : words.to(line.other);
  const about = [who, line.by === null ? null : words.by(line.by), line.note, phaseOf(line, words)].filter((part) => part !== null);
  return (
    <li className={styles['line']}>
      <span className={styles['what']}>{kindOf(line.kind, words)}</span>
      <span className={`${styles['amount']} ${came ? styles['came'] : ''}`}>
        {came ? '+' : '−'}
        {Math.abs(line.amount).toLocaleString(language)}
      </span>
      <small>{[dayAndClock(line.at), ...about].join(' · ')}</small>
    </li>
  );
}

type Words = (typeof coinWords)['en'] | (typeof coinWords)['zh-CN'];

function kindOf(kind: string, words: Words): string {
  switch (kind) {
    case 'starting_gift':
    case 'daily_gift':
    case 'grant':
    case 'payout':
    case 'red_packet_sent':
    case 'red_packet_claimed':
    case 'red_packet_returned':
      return words[kind];
    default:
      return words.other;
  }
}

function phaseOf(line: CoinLine, words: Words): string | null {
  return line.phase === 'voided' || line.phase === 'expired' ? words[line.phase] : null;
}
