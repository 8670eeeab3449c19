import { Copy, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { useForm } from '../app/useForm';
import { Button, IconButton } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Select, TextField, Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords, wordsNow } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import type { Invitation } from '../protocol/doors';
import type { RoomId } from '../protocol/ids';
import { doorApi, qrUrl } from './doorApi';
import { doorWords } from './doorWords';
import styles from './InviteDialog.module.css';
import type { RoomState } from './roomState';

const HOUR = 3_600;
type Validity = 'hour' | 'day' | 'week' | 'forever';
const VALIDITIES: Validity[] = ['hour', 'day', 'week', 'forever'];
const SECONDS: Record<Validity, number | undefined> = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, forever: undefined };

/** Everything one can hand to somebody who shall come in: the number, a link, its picture, a phrase. */
export default function InviteDialog({ state, onClose }: { state: RoomState; onClose(): void }) {
  const words = useWords(doorWords);
  const room = state.room.id;
  const [all, setAll] = useState<Invitation[]>([]);
  const [newest, setNewest] = useState<number | null>(null);
  useEffect(() => {
    doorApi.invitations(room).then(setAll, () => undefined);
  }, [room]);
  const open = all.filter((one) => !one.revoked && one.link !== null && (one.expiresAt === null || one.expiresAt > Date.now()));
  const revoke = async (id: number) => {
    try {
      await doorApi.revoke(room, id);
      setAll(all.filter((one) => one.id !== id));
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  return (
    <Dialog title={words.inviteTitle} onClose={onClose}>
      <div className={stack['stack']}>
        <div className={styles['number']}>
          <b>{String(room).replace(/(\d{3})(?=\d)/g, '$1 ')}</b>
          <CopyButton text={String(room)} />
          <p>{words.numberHint}</p>
        </div>
        <NewInvitation
          room={room}
          onMade={(made) => {
            setAll([made, ...all]);
            setNewest(made.id);
          }}
        />
        {open.length > 0 && <h3>{words.existing}</h3>}
        <ul className={stack['stack']}>
          {open.map((one) => (
            <InvitationView key={one.id} room={room} invitation={one} isNewest={one.id === newest} onRevoke={() => void revoke(one.id)} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function NewInvitation({ room, onMade }: { room: RoomId; onMade(made: Invitation): void }) {
  const words = useWords(doorWords);
  const form = useForm();
  const [validity, setValidity] = useState<Validity>('week');
  const [oneUse, setOneUse] = useState(false);
  const [guests, setGuests] = useState(false);
  const [phrase, setPhrase] = useState('');
  const make = () =>
    form.run(async () => {
      onMade(await doorApi.invite(room, { oneUse, guests, expiresInSeconds: SECONDS[validity], phrase: phrase.trim() || undefined }));
      setPhrase('');
    });
  return (
    <div className={stack['stack']}>
      <Select
        label={words.expires}
        value={validity as Validity}
        onChange={(next: Validity) => setValidity(next)}
        options={VALIDITIES.map((one) => ({ value: one, label: words[one] }))}
      />
      <Toggle label={words.oneUse} on={oneUse} onChange={setOneUse} />
      <Toggle label={words.guests} on={guests} onChange={setGuests} />
      <TextField label={words.phrase} hint={words.phraseHint} value={phrase} error={form.errorOf('phrase')} onChange={(event) => setPhrase(event.target.value)} />
      <FormError text={form.errorBeside('phrase')} />
      <Button look="primary" wide busy={form.busy} onClick={() => void make()}>
        {words.make}
      </Button>
    </div>
  );
}

interface InvitationViewProps {
  room: RoomId;
  invitation: Invitation;
  isNewest: boolean;
  onRevoke(): void;
}

function InvitationView({ room, invitation, isNewest, onRevoke }: InvitationViewProps) {
  const words = useWords(doorWords);
  const card = useRef<HTMLLIElement>(null);
  // What was just made stands below the form, beyond the edge of a phone.
  useEffect(() => {
    if (isNewest) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isNewest]);
  return (
    <li ref={card} className={styles['card']}>
      <img src={qrUrl(room, invitation.id)} alt={words.qr} width={112} height={112} />
      <div>
        <p className={styles['link']}>{invitation.link}</p>
        {invitation.phrase !== null && <p>{words.say(invitation.phrase)}</p>}
        <p className={styles['facts']}>
          {words.used(invitation.uses)}
          {invitation.expiresAt !== null && ` · ${words.until(dayAndClock(invitation.expiresAt))}`}
        </p>
        <div className={stack['row']}>
          <CopyButton text={invitation.link ?? ''} />
          <Button size="small" look="plain" icon={<Trash2 size={14} aria-hidden="true" />} onClick={onRevoke}>
            {words.revoke}
          </Button>
        </div>
      </div>
    </li>
  );
}

function CopyButton({ text }: { text: string }) {
  const words = useWords(doorWords);
  return (
    <IconButton size="small" label={`${words.copy} ${text}`} onClick={() => void navigator.clipboard?.writeText(text).then(() => toast(wordsNow(doorWords).copied))}>
      <Copy size={16} aria-hidden="true" />
    </IconButton>
  );
}
