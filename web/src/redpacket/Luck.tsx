import { Crown, HeartHandshake, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Spinner } from '../design/Spinner';
import { Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { messageApi } from '../message/messageApi';
import { memberName, nameOf } from '../message/text';
import type { MessageView, RedPacketCard, RedPacketOutcome } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { CoverArt } from './Cover';
import styles from './Luck.module.css';
import { setSound, soundIsOn } from './openingSound';
import type { Claim, RedPacketView } from './redPacketApi';
import { redPacketApi } from './redPacketApi';
import { redPacketWords } from './words';

const THANKS = '🙏';

interface LuckProps {
  state: RoomState;
  message: MessageView;
  card: RedPacketCard;
  outcome: RedPacketOutcome | 'failed' | null;
  onVerify(): void;
}

/** What one got, and who else got what and when. */
export function Luck({ state, message, card, outcome, onVerify }: LuckProps) {
  const words = useWords(redPacketWords);
  const [view, setView] = useState<RedPacketView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [sound, keepSound] = useState(soundIsOn);
  const { id, claimed, status } = card;
  // Read again whenever the room's log says that more has been given out.
  useEffect(() => {
    let current = true;
    redPacketApi.read(id).then(
      (read) => current && setView(read),
      (failure: unknown) => current && setProblem(problemOf(failure).code),
    );
    return () => {
      current = false;
    };
  }, [id, claimed, status]);
  if (view === null) return problem === null ? <Spinner /> : <FormError text={explain(problem)} />;
  const taken = view.claims.reduce((sum, claim) => sum + claim.coins, 0);
  return (
    <div className={styles['luck']}>
      <header className={styles['top']}>
        <CoverArt name={card.cover} />
        <p>{words.from(nameOf(state, message))}</p>
        <p className={styles['greeting']}>{view.greeting}</p>
        <Headline mine={view.mine} card={view.card} outcome={outcome} />
        {view.mine !== null && <Thanks state={state} message={message} />}
      </header>
      <p className={styles['progress']}>
        {words.progress(view.claims.length, card.count, taken)}
        {view.refunded > 0 && <> · {words.returned(view.refunded)}</>}
      </p>
      <ul className={styles['list']}>
        {view.claims.map((claim) => (
          <Row key={`${claim.member ?? claim.name} ${claim.at}`} state={state} claim={claim} best={claim.member !== null && claim.member === view.card.bestLuck} />
        ))}
      </ul>
      <Toggle
        label={words.sound}
        on={sound}
        onChange={(on) => {
          setSound(on);
          keepSound(on);
        }}
      />
      <footer className={styles['foot']}>
        <small>{words.number(card.id)}</small>
        <Button size="small" icon={<ShieldCheck size={16} aria-hidden="true" />} onClick={onVerify}>
          {words.verify}
        </Button>
      </footer>
    </div>
  );
}

function Headline({ mine, card, outcome }: { mine: number | null; card: RedPacketCard; outcome: LuckProps['outcome'] }) {
  const words = useWords(redPacketWords);
  if (mine !== null) {
    return (
      <p className={`${styles['amount']} ${outcome === 'claimed' ? styles['fresh'] : ''}`} role="status">
        <b>{mine}</b> {words.coins}
      </p>
    );
  }
  if (card.status === 'expired') return <p role="status">{words.over}</p>;
  if (card.status === 'drawn') {
    return (
      <p role="status">
        {words.tooLate}
        <br />
        <small>{words.tooLateHint}</small>
      </p>
    );
  }
  return null;
}

function Thanks({ state, message }: { state: RoomState; message: MessageView }) {
  const words = useWords(redPacketWords);
  const [busy, setBusy] = useState(false);
  const thanked = message.reactions.some((one) => one.emoji === THANKS && one.members.includes(state.me.member));
  if (message.author === state.me.member) return null;
  const thank = () => {
    setBusy(true);
    messageApi
      .react(state.room.id, message.seq, THANKS, true)
      .catch((failure: unknown) => toast(explain(problemOf(failure).code), 'bad'))
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" className={styles['thanks']} disabled={thanked || busy} onClick={thank}>
      <HeartHandshake size={18} aria-hidden="true" /> {thanked ? words.thanked : words.thanks}
    </button>
  );
}

function Row({ state, claim, best }: { state: RoomState; claim: Claim; best: boolean }) {
  const words = useWords(redPacketWords);
  const member = claim.member === null ? undefined : state.members.get(claim.member);
  const name = claim.member === null ? (claim.name ?? '') : memberName(state, claim.member);
  return (
    <li>
      <Avatar name={name} picture={member?.picture} kind={member?.kind} size={36} />
      <span className={styles['who']}>
        <b>{name}</b>
        <small>
          {dayAndClock(claim.at)}
          {claim.member === null && ` · ${words.outside}`}
        </small>
      </span>
      <span className={styles['coins']}>
        <b>
          {claim.coins} {words.coins}
        </b>
        {best && (
          <small className={styles['best']}>
            <Crown size={14} aria-hidden="true" /> {words.best}
          </small>
        )}
      </span>
    </li>
  );
}
