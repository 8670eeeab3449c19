import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Select, TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { newClientMessageId } from '../protocol/ids';
import type { RoomState } from '../room/roomState';
import { ByNumber } from './ByNumber';
import { COVERS, CoverArt } from './Cover';
import { KindFields } from './KindFields';
import { redPacketApi } from './redPacketApi';
import styles from './SendDialog.module.css';
import { sendWords } from './sendWords';
import type { Wish, WishField } from './wish';
import { amountOf, errorsOf, requestOf } from './wish';

const DAY_SECONDS = 86_400;
const EMPTY: Wish = {
  kind: 'lucky', coins: '', count: '', greeting: '', cover: 'ember', expiresInSeconds: DAY_SECONDS,
  to: null, since: '', hint: '', words: '', anywhere: false,
};
const KINDS = ['lucky', 'equal', 'exclusive', 'passphrase', 'riddle'] as const;
const FIELDS: WishField[] = ['amount', 'count', 'to', 'words', 'hint'];

/** Everything one may say about a red packet, on one sheet. */
export default function SendDialog({ state, onClose }: { state: RoomState; onClose(): void }) {
  const words = useWords(sendWords);
  const form = useForm();
  const [wish, setWish] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [byNumber, setByNumber] = useState(false);
  // One id for this red packet however often it is sent: a second press, or a lost answer, sends no second one.
  const [id, setId] = useState(newClientMessageId);
  const errors = errorsOf(wish);
  const change = (part: Partial<Wish>) => {
    setWish({ ...wish, ...part });
    setId(newClientMessageId());
    form.forget();
  };
  const errorOf = (field: WishField): string | null => {
    const own = tried ? errors[field] : undefined;
    if (own !== undefined) return words[own];
    return form.problem?.code === 'not_enough_coins' && field === 'amount' ? words.amountShort : form.errorOf(field);
  };
  const send = async () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    if (!(await form.run(() => redPacketApi.send(state.room.id, requestOf(wish, id, words.usual))))) return;
    toast(words.sent);
    onClose();
  };
  if (byNumber) return <ByNumber onClose={onClose} />;
  const amount = amountOf(wish);
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <Button look="primary" wide busy={form.busy} className={styles['send'] ?? ''} onClick={() => void send()}>
          {words.send}
        </Button>
      }
    >
      <div className={stack['stack']}>
        <Select label={words.kind} value={wish.kind} options={KINDS.map((value) => ({ value, label: words[value] }))} onChange={(kind) => change({ kind })} />
        <KindFields state={state} wish={wish} errorOf={errorOf} onChange={change} />
        <p className={styles['sum']} aria-live="polite">
          {words.sum(Number.isNaN(amount) ? 0 : amount)}
        </p>
        <TextField label={words.greeting} placeholder={words.usual} maxLength={60} value={wish.greeting} error={form.errorOf('greeting')} onChange={(event) => change({ greeting: event.target.value })} />
        <fieldset className={styles['covers']}>
          <legend>{words.cover}</legend>
          {COVERS.map((cover) => (
            <label key={cover} className={cover === wish.cover ? styles['chosen'] : undefined}>
              <input type="radio" name="cover" value={cover} checked={cover === wish.cover} onChange={() => change({ cover })} />
              <CoverArt name={cover} />
              <span>{words[cover]}</span>
            </label>
          ))}
        </fieldset>
        <Select
          label={words.expires}
          value={String(wish.expiresInSeconds)}
          options={[
            { value: '3600', label: words.hour },
            { value: String(DAY_SECONDS), label: words.day },
            { value: String(7 * DAY_SECONDS), label: words.week },
          ]}
          onChange={(seconds) => change({ expiresInSeconds: Number(seconds) })}
        />
        <p className={styles['fair']}>{words.fair}</p>
        <FormError text={form.errorBeside(...FIELDS, 'greeting')} />
        <button type="button" className={styles['link']} onClick={() => setByNumber(true)}>
          {words.byNumber}
        </button>
      </div>
    </Dialog>
  );
}
