import { Copy, Ticket } from 'lucide-react';
import { useEffect, useState } from 'react';
import { explain, problemOf } from '../app/problemWords';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { Select, TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { dayAndClock } from '../i18n/format';
import { pathOf } from '../app/routes';
import type { MadeInvitation, ServerInvitation } from './gatewayApi';
import { gatewayApi } from './gatewayApi';
import styles from './InvitationsSection.module.css';
import { gatewayWords } from './words';

const DAY = 24 * 3_600;
type Validity = 'day' | 'week' | 'month' | 'year';
const SECONDS: Record<Validity, number> = { day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY };
const VALIDITIES: Validity[] = ['day', 'week', 'month', 'year'];
const USES = [1, 5, 20, 100];

/** Links that let people sign up on a server that asks for an invitation. A link is shown once, when it is made. */
export function InvitationsSection() {
  const words = useWords(gatewayWords);
  const form = useForm();
  const [all, setAll] = useState<ServerInvitation[] | null>(null);
  const [made, setMade] = useState<MadeInvitation | null>(null);
  const [note, setNote] = useState('');
  const [uses, setUses] = useState('1');
  const [validity, setValidity] = useState<Validity>('week');
  useEffect(() => {
    gatewayApi.invitations().then(setAll, () => undefined);
  }, []);
  const make = () =>
    form.run(async () => {
      const fresh = await gatewayApi.invite({ note: note.trim() || undefined, uses: Number(uses), expiresInSeconds: SECONDS[validity] });
      setMade(fresh);
      setAll((before) => [fresh, ...(before ?? [])]);
      setNote('');
    });
  const revoke = async (id: number) => {
    try {
      await gatewayApi.revoke(id);
      setAll((before) => before?.filter((one) => one.id !== id) ?? null);
      if (made?.id === id) setMade(null);
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
  return (
    <Section title={words.invitations} hint={words.invitationsHint}>
      {made !== null && <Made secret={made.secret} />}
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextField label={words.note} hint={words.noteHint} maxLength={100} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.target.value)} />
        <Select label={words.uses} value={uses} options={USES.map((n) => ({ value: String(n), label: words.usesOf(n) }))} onChange={setUses} />
        <Select label={words.validFor} value={validity as Validity} options={VALIDITIES.map((one) => ({ value: one, label: words[one] }))} onChange={(next: Validity) => setValidity(next)} />
        <FormError text={form.errorBeside('note')} />
        <Button type="submit" icon={<Ticket size={18} aria-hidden="true" />} busy={form.busy}>
          {words.makeInvitation}
        </Button>
      </form>
      {all !== null && all.length > 0 && (
        <>
          <h3>{words.standing}</h3>
          <ul>
            {all.map((one) => (
              <li key={one.id} className={styles['one']}>
                <span>
                  {one.note || words.noNote}
                  <small>
                    {words.left(one.usesLeft)} · {words.until(dayAndClock(one.expiresAt))}
                  </small>
                </span>
                <Button size="small" look="plain" aria-label={`${words.revoke} ${one.note || words.noNote}`} onClick={() => void revoke(one.id)}>
                  {words.revoke}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Made({ secret }: { secret: string }) {
  const words = useWords(gatewayWords);
  const link = location.origin + pathOf({ screen: 'signUp', setup: null, invitation: secret });
  return (
    <div className={styles['made']} role="status">
      <p className={styles['link']}>{link}</p>
      <p className={styles['once']}>{words.once}</p>
      <Button look="primary" icon={<Copy size={18} aria-hidden="true" />} onClick={() => void navigator.clipboard?.writeText(link).then(() => toast(words.copied))}>
        {words.copyLink}
      </Button>
    </div>
  );
}
