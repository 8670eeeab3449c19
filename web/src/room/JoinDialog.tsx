import { useState } from 'react';
import { useClient } from '../app/context';
import { navigate } from '../app/routes';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import styles from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import { roomApi } from './roomApi';
import { roomWords } from './words';

/** A 9-digit number joins that room; anything else is tried as a phrase. */
export default function JoinDialog({ onClose }: { onClose(): void }) {
  const words = useWords(roomWords);
  const client = useClient();
  const form = useForm();
  const [entry, setEntry] = useState('');
  const join = () =>
    form.run(async () => {
      const digits = entry.replace(/[\s-]/g, '');
      const snapshot = /^\d{9}$/.test(digits) ? await roomApi.join(Number(digits)) : await roomApi.joinByPhrase(entry.trim());
      client.takeSnapshot(snapshot);
      onClose();
      navigate({ screen: 'room', room: snapshot.room.id, message: null });
    });
  return (
    <Dialog title={words.join} onClose={onClose}>
      <form
        className={styles['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <TextField label={words.number} hint={words.numberHint} required autoFocus autoComplete="off" value={entry} onChange={(event) => setEntry(event.target.value)} />
        <FormError text={form.errorBeside()} />
        <Button type="submit" look="primary" wide busy={form.busy}>
          {words.joinNow}
        </Button>
      </form>
    </Dialog>
  );
}
