import { X } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { IconButton } from '../design/Button';
import { designWords } from '../design/words';
import { useWords } from '../i18n/catalog';
import type { RedPacketCard, RedPacketOutcome } from '../protocol/views';
import { CoverArt } from './Cover';
import styles from './Envelope.module.css';
import { outcomeSentence } from './outcomes';
import { redPacketWords } from './words';

interface EnvelopeProps {
  sender: string;
  greeting: string;
  card: RedPacketCard;
  outcome: RedPacketOutcome | 'failed' | null;
  busy: boolean;
  onOpen(said: string | null): void;
  onLook(): void;
  onClose(): void;
}

/** The closed red packet: a seal to press, or a line to say. */
export function Envelope({ sender, greeting, card, outcome, busy, onOpen, onLook, onClose }: EnvelopeProps) {
  const words = useWords(redPacketWords);
  const common = useWords(designWords);
  const [said, setSaid] = useState('');
  const asks = card.kind === 'passphrase' || card.kind === 'riddle';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (said.trim() !== '') onOpen(said);
  };
  return (
    <div className={`${styles['envelope']} ${busy ? styles['opening'] : ''}`}>
      <IconButton label={common.close} className={styles['close'] ?? ''} onClick={onClose}>
        <X size={20} aria-hidden="true" />
      </IconButton>
      <div className={styles['flap']}>
        <CoverArt name={card.cover} />
        <p className={styles['from']}>{words.from(sender)}</p>
        <p className={styles['greeting']}>{greeting}</p>
        {card.hint !== null && <p className={styles['hint']}>{card.hint}</p>}
      </div>
      {asks ? (
        <form className={styles['say']} onSubmit={submit}>
          <label>
            {card.kind === 'riddle' ? words.solve : words.sayPassphrase}
            <input value={said} maxLength={60} autoComplete="off" data-first onChange={(event) => setSaid(event.target.value)} />
          </label>
          <button type="submit" className={styles['pill']} disabled={busy || said.trim() === ''}>
            {busy ? words.opening : words.say}
          </button>
          {card.kind === 'passphrase' && <small>{words.saidHint}</small>}
        </form>
      ) : (
        <button type="button" className={styles['seal']} aria-label={words.tearLabel} data-first disabled={busy} onClick={() => onOpen(null)}>
          <span>{words.tear}</span>
        </button>
      )}
      <p className={styles['outcome']} role="status">
        {busy ? words.opening : outcome === null ? '' : outcomeSentence(outcome, words)}
      </p>
      <button type="button" className={styles['look']} onClick={onLook}>
        {words.details}
      </button>
    </div>
  );
}
