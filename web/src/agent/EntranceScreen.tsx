import { MessageCircle, Pencil, UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useApp } from '../app/context';
import { Link } from '../app/Link';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { Page, Section } from '../design/Page';
import { Spinner } from '../design/Spinner';
import stack from '../design/Stack.module.css';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomId } from '../protocol/ids';
import { roomsInOrder } from '../room/roomsReducer';
import { titleOf } from '../room/titles';
import { useOpenDirect } from '../room/useOpenDirect';
import type { Card } from './agentApi';
import { agentApi, seatApi } from './agentApi';
import { Capabilities } from './Capabilities';
import styles from './Card.module.css';
import { cardWords } from './cardWords';

/** 入口: an agent's public card, the way to talk to it, and into a room. */
export default function EntranceScreen({ number }: { number: number }) {
  const words = useWords(cardWords);
  const guest = useApp((state) => state.me?.kind === 'guest');
  const [card, setCard] = useState<Card | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const talk = useOpenDirect(() => agentApi.talk(number));
  useEffect(() => {
    agentApi.card(number).then(setCard, (failure: unknown) => setFailed(explain(problemOf(failure).code)));
  }, [number]);
  return (
    <Page title={words.title} back={{ screen: 'rooms' }}>
      <FormError text={failed} />
      {card === null && failed === null && <Spinner label={words.loading} />}
      {card !== null && (
        <>
          <section className={styles['card']}>
            <Avatar name={card.name} picture={card.picture} kind="agent" size={96} />
            <h2>{card.name}</h2>
            <p className={styles['owner']}>{card.owner === null ? words.ofServer : words.by(card.owner)}</p>
            {card.about && <p>{card.about}</p>}
            {!guest && (
              <div className={styles['actions']}>
                <Button look="primary" icon={<MessageCircle size={18} aria-hidden="true" />} onClick={() => void talk()}>
                  {words.talk}
                </Button>
                <Button icon={<UserPlus size={18} aria-hidden="true" />} onClick={() => setAdding(true)}>
                  {words.addTo}
                </Button>
                {card.mine && (
                  <Link to={{ screen: 'agentBuilder', agent: card.account }} className={styles['link']}>
                    <Pencil size={16} aria-hidden="true" /> {words.change}
                  </Link>
                )}
              </div>
            )}
            <p className={styles['number']}>{String(number).replace(/(\d{3})(?=\d)/g, '$1 ')}</p>
          </section>
          {card.examples.length > 0 && (
            <Section title={words.ask}>
              <ul className={stack['stack']}>
                {card.examples.map((example) => (
                  <li key={example}>{words.quoted(example)}</li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={words.may}>
            <Capabilities card={card} />
          </Section>
          {adding && <ChooseRoom card={card} number={number} onClose={() => setAdding(false)} />}
        </>
      )}
    </Page>
  );
}

function ChooseRoom({ card, number, onClose }: { card: Card; number: number; onClose(): void }) {
  const words = useWords(cardWords);
  const rooms = useApp((state) => state.rooms);
  const groups = roomsInOrder(rooms).filter((entry) => entry.room.kind === 'group' && !entry.room.archived);
  const [busy, setBusy] = useState<RoomId | null>(null);
  const propose = async (room: RoomId) => {
    setBusy(room);
    try {
      const seat = await seatApi.propose(room, number);
      toast(seat.member === null ? words.proposed : words.added(card.name));
      onClose();
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
      setBusy(null);
    }
  };
  return (
    <Dialog title={words.chooseRoom} onClose={onClose}>
      <div className={stack['stack']}>
        <Capabilities card={card} inRoom={false} />
        {groups.length === 0 && <p>{words.noRooms}</p>}
        {groups.map((entry) => (
          <Button key={entry.room.id} wide busy={busy === entry.room.id} onClick={() => void propose(entry.room.id)}>
            {titleOf(entry)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
