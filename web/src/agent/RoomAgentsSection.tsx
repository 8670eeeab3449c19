import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import type { Seat } from './agentApi';
import { seatApi } from './agentApi';
import { AddAgentDialog } from './AddAgentDialog';
import { Capabilities } from './Capabilities';
import styles from './Card.module.css';
import { cardWords } from './cardWords';

/** 智能体: who of them is in the room, who waits for an admin's yes, and what each may do here. */
export function RoomAgentsSection({ state }: { state: RoomState }) {
  const words = useWords(cardWords);
  const room = state.room.id;
  const keeps = state.me.role === 'owner' || state.me.role === 'admin';
  const [seats, setSeats] = useState<Seat[]>([]);
  const [adding, setAdding] = useState(false);
  const read = useCallback(() => void seatApi.list(room).then(setSeats, () => undefined), [room]);
  useEffect(read, [read, state.members, state.agentsWaiting]);
  return (
    <Section title={words.section} hint={words.sectionHint}>
      {seats.length === 0 && <p>{words.none}</p>}
      <ul className={stack['stack']}>
        {seats.map((seat) => (
          <SeatLine key={seat.card.account} state={state} seat={seat} keeps={keeps} onChanged={read} />
        ))}
      </ul>
      {state.me.role !== 'guest' && !state.room.archived && (
        <Button icon={<Plus size={18} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      )}
      {adding && <AddAgentDialog room={room} keeps={keeps} onAdded={read} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function SeatLine({ state, seat, keeps, onChanged }: { state: RoomState; seat: Seat; keeps: boolean; onChanged(): void }) {
  const words = useWords(cardWords);
  const { card } = seat;
  const room = state.room.id;
  const [sure, setSure] = useState(false);
  const waits = seat.member === null;
  const attempt = async (work: Promise<unknown>) => {
    try {
      await work;
      onChanged();
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  const remove = () => {
    if (!waits && !sure) return setSure(true);
    void attempt(seatApi.remove(room, card.account));
  };
  const name = card.entrance === null ? <b>{card.name}</b> : <Link to={{ screen: 'entrance', number: card.entrance }}>{card.name}</Link>;
  return (
    <li className={styles['seat']}>
      <div className={styles['who']}>
        <Avatar name={card.name} picture={card.picture} kind="agent" size={40} />
        <span>
          {name}
          <small>{waits ? words.waits(seat.proposedBy ?? '') : card.owner === null ? words.ofServer : words.by(card.owner)}</small>
        </span>
      </div>
      {seat.more && <p className={styles['notYet']}>{words.more}</p>}
      <details open={waits || seat.more}>
        <summary>{words.details}</summary>
        <Capabilities card={card} inRoom />
      </details>
      <div className={stack['row']}>
        {keeps && (waits || seat.more) && (
          <Button look="primary" size="small" onClick={() => void attempt(seatApi.approve(room, card.account))}>
            {waits ? words.approve : words.approveMore}
          </Button>
        )}
        {(keeps || (waits && seat.mine)) && (
          <Button size="small" look={waits ? 'soft' : 'danger'} onClick={remove}>
            {waits ? (seat.mine ? words.takeBack : words.decline) : sure ? words.sure : words.remove}
          </Button>
        )}
      </div>
    </li>
  );
}
