import { Check, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Spinner } from '../design/Spinner';
import { useWords } from '../i18n/catalog';
import { memberName } from '../message/text';
import type { RedPacketCard } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import type { RedPacketView } from './redPacketApi';
import { redPacketApi } from './redPacketApi';
import type { Shares } from './shares';
import { canVerify, commitmentOf, cut } from './shares';
import styles from './VerifyPanel.module.css';
import { verifyWords } from './verifyWords';
import { redPacketWords } from './words';

/** What the browser found when it did the sums again. */
interface Found {
  view: RedPacketView;
  shares: Shares;
  promiseKept: boolean;
}

/** Does the sums again on the reader's own machine: the fingerprint, and every share (RP2). */
export function VerifyPanel({ state, card, onBack }: { state: RoomState; card: RedPacketCard; onBack(): void }) {
  const words = useWords(verifyWords);
  const common = useWords(redPacketWords);
  const why = card.commitment === null ? words.notDrawn : card.seed === null ? words.waiting : canVerify() ? null : words.insecure;
  return (
    <div className={styles['panel']}>
      <h3>{words.title}</h3>
      <p>{words.explain}</p>
      {why === null ? <Sums state={state} card={card} /> : <p className={styles['note']}>{why}</p>}
      <Button onClick={onBack}>{common.back}</Button>
    </div>
  );
}

function Sums({ state, card }: { state: RoomState; card: RedPacketCard }) {
  const words = useWords(verifyWords);
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    sums(card).then(setFound, (failure: unknown) => setProblem(problemOf(failure).code));
  }, [card]);
  if (found === null) return problem === null ? <Waiting /> : <FormError text={explain(problem)} />;
  const { view, shares, promiseKept } = found;
  const good = promiseKept && view.claims.every((claim, i) => claim.coins === shares.coins[i]);
  return (
    <>
      <p className={good ? styles['good'] : styles['bad']} role="status">
        {good ? <Check size={20} aria-hidden="true" /> : <X size={20} aria-hidden="true" />} {good ? words.good : words.bad}
      </p>
      <dl className={styles['facts']}>
        <dt>{words.commitment}</dt>
        <dd>
          <code>{card.commitment}</code> {promiseKept ? words.commitmentOk : words.commitmentBad}
        </dd>
        <dt>{words.seed}</dt>
        <dd>
          <code>{card.seed}</code>
        </dd>
      </dl>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th>{words.position}</th>
            <th>{words.recomputed}</th>
            <th>{words.given}</th>
          </tr>
        </thead>
        <tbody>
          {shares.coins.map((coins, i) => (
            <Line key={i} state={state} turn={i + 1} coins={coins} claim={view.claims[i]} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Waiting() {
  const words = useWords(verifyWords);
  return (
    <p role="status">
      <Spinner small /> {words.working}
    </p>
  );
}

function Line({ state, turn, coins, claim }: { state: RoomState; turn: number; coins: number; claim: RedPacketView['claims'][number] | undefined }) {
  const words = useWords(verifyWords);
  const agrees = claim === undefined || claim.coins === coins;
  const name = claim === undefined ? words.untaken : claim.member === null ? claim.name : memberName(state, claim.member);
  return (
    <tr className={agrees ? undefined : styles['bad']}>
      <td>{turn}</td>
      <td>{coins}</td>
      <td>
        {claim?.coins} <small>{name}</small>
      </td>
    </tr>
  );
}

async function sums(card: RedPacketCard): Promise<Found> {
  const seed = card.seed ?? '';
  const [view, shares, promise] = await Promise.all([
    redPacketApi.read(card.id),
    cut(card.amount, card.count, seed),
    commitmentOf(card.id, card.amount, card.count, seed),
  ]);
  return { view, shares, promiseKept: promise === card.commitment };
}
