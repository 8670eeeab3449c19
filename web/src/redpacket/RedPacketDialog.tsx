import { useEffect, useState } from 'react';
import { useApp } from '../app/context';
import { problemOf } from '../app/problemWords';
import { Dialog } from '../design/Dialog';
import { useWords } from '../i18n/catalog';
import { nameOf } from '../message/text';
import type { MessageView, RedPacketCard, RedPacketOutcome } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { Envelope } from './Envelope';
import { Luck } from './Luck';
import { noteMine } from './mine';
import { playOpening } from './openingSound';
import { redPacketApi } from './redPacketApi';
import { VerifyPanel } from './VerifyPanel';
import { redPacketWords } from './words';

/** Longer than the envelope's seal takes to turn, so that the motion is seen. */
const MOTION_MILLIS = 700;

interface RedPacketDialogProps {
  state: RoomState;
  message: MessageView;
  card: RedPacketCard;
  /** One's own share, if one has opened it before. */
  mine: number | undefined;
  onClose(): void;
}

/** From the closed envelope to who got what, and to doing the sums again. */
export default function RedPacketDialog({ state, message, card, mine, onClose }: RedPacketDialogProps) {
  const words = useWords(redPacketWords);
  const account = useApp((app) => app.me?.account ?? 0);
  const [outcome, setOutcome] = useState<RedPacketOutcome | 'failed' | null>(mine === undefined ? null : 'already_claimed');
  const [busy, setBusy] = useState(false);
  const [page, setPage] = useState<'envelope' | 'luck' | 'verify'>(mine !== undefined || card.status !== 'open' ? 'luck' : 'envelope');

  const open = async (said: string | null) => {
    setBusy(true);
    try {
      const [answer] = await Promise.all([redPacketApi.claim(card.id, said), motion()]);
      setOutcome(answer.outcome);
      if (answer.coins !== null) noteMine(account, state.room.id, card.id, answer.coins);
      if (answer.outcome === 'claimed') playOpening();
      if (shows(answer.outcome)) setPage('luck');
    } catch (failure) {
      setOutcome(problemOf(failure).code === 'muted' ? 'muted' : 'failed');
    } finally {
      setBusy(false);
    }
  };

  // Who just said the passphrase in the room, or opened it on another device, sees what is in it.
  useEffect(() => {
    if (mine !== undefined) setPage((now) => (now === 'envelope' ? 'luck' : now));
  }, [mine]);

  const title = words.from(nameOf(state, message));
  return (
    <Dialog title={title} onClose={onClose} look={page === 'envelope' ? 'bare' : 'sheet'}>
      {page === 'envelope' && (
        <Envelope
          sender={nameOf(state, message)}
          greeting={message.body}
          card={card}
          outcome={outcome}
          busy={busy}
          onOpen={(said) => void open(said)}
          onLook={() => setPage('luck')}
          onClose={onClose}
        />
      )}
      {page === 'luck' && <Luck state={state} message={message} card={card} outcome={outcome} onVerify={() => setPage('verify')} />}
      {page === 'verify' && <VerifyPanel state={state} card={card} onBack={() => setPage('luck')} />}
    </Dialog>
  );
}

/** What leads to the list of who got what. */
function shows(outcome: RedPacketOutcome): boolean {
  return outcome === 'claimed' || outcome === 'already_claimed' || outcome === 'exhausted' || outcome === 'expired';
}

function motion(): Promise<void> {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return new Promise((resolve) => setTimeout(resolve, still ? 0 : MOTION_MILLIS));
}
