import { useEffect, useState } from 'react';
import { useForm } from '../app/useForm';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomId } from '../protocol/ids';
import type { Agent, Card } from './agentApi';
import { agentApi, seatApi } from './agentApi';
import { Capabilities } from './Capabilities';
import styles from './Card.module.css';
import { cardWords } from './cardWords';

interface AddAgentDialogProps {
  room: RoomId;
  keeps: boolean;
  onAdded(): void;
  onClose(): void;
}

/** First who it is and what it may do, then the yes. */
export function AddAgentDialog({ room, keeps, onAdded, onClose }: AddAgentDialogProps) {
  const words = useWords(cardWords);
  const form = useForm();
  const [number, setNumber] = useState('');
  const [mine, setMine] = useState<Agent[]>([]);
  const [card, setCard] = useState<Card | null>(null);
  useEffect(() => {
    agentApi.list().then((listed) => setMine(listed.agents.filter((one) => !one.host)), () => undefined);
  }, []);
  const look = (entrance: number) => form.run(async () => setCard(await agentApi.card(entrance)));
  const add = () =>
    form.run(async () => {
      const seat = await seatApi.propose(room, card?.entrance ?? 0);
      toast(seat.member === null ? words.proposed : words.added(seat.card.name));
      onAdded();
      onClose();
    });
  const digits = number.replace(/\D/g, '');
  return (
    <Dialog
      title={words.add}
      onClose={onClose}
      actions={
        card !== null && (
          <Button look="primary" busy={form.busy} onClick={() => void add()}>
            {keeps ? words.bring : words.propose}
          </Button>
        )
      }
    >
      <div className={stack['stack']}>
        <form
          className={stack['stack']}
          onSubmit={(event) => {
            event.preventDefault();
            void look(Number(digits.slice(-9)));
          }}
        >
          <TextField label={words.number} hint={words.numberHint} inputMode="numeric" autoFocus value={number} onChange={(event) => setNumber(event.target.value)} />
          <Button type="submit" busy={form.busy} disabled={digits.length < 9}>
            {words.look}
          </Button>
        </form>
        {card === null && mine.length > 0 && (
          <>
            <h3>{words.mine}</h3>
            {mine.map((one) => (
              <Button key={one.account} wide onClick={() => void look(one.entrance)}>
                {one.definition.name}
              </Button>
            ))}
          </>
        )}
        <FormError text={form.errorBeside()} />
        {card !== null && (
          <div className={styles['seat']}>
            <div className={styles['who']}>
              <Avatar name={card.name} picture={card.picture} kind="agent" size={40} />
              <span>
                <b>{card.name}</b>
                <small>{card.owner === null ? words.ofServer : words.by(card.owner)}</small>
              </span>
            </div>
            {card.about && <p>{card.about}</p>}
            <Capabilities card={card} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
