import { useState } from 'react';
import { useClient } from '../app/context';
import { navigate } from '../app/routes';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { TextField } from '../design/TextField';
import styles from '../design/Stack.module.css';
import { useWords } from '../i18n/catalog';
import { roomApi } from './roomApi';
import { roomWords } from './words';

export default function NewRoomDialog({ onClose }: { onClose(): void }) {
  const words = useWords(roomWords);
  const client = useClient();
  const form = useForm();
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const create = () =>
    form.run(async () => {
      const snapshot = await roomApi.create({ name, topic: topic || undefined });
      client.takeSnapshot(snapshot);
      onClose();
      navigate({ screen: 'room', room: snapshot.room.id, message: null });
    });
  return (
    <Dialog title={words.newRoom} onClose={onClose}>
      <form
        className={styles['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextField label={words.roomName} hint={words.roomNameHint} required autoFocus maxLength={64} value={name} error={form.errorOf('name')} onChange={(event) => setName(event.target.value)} />
        <TextField label={words.topic} maxLength={200} value={topic} error={form.errorOf('topic')} onChange={(event) => setTopic(event.target.value)} />
        <FormError text={form.errorBeside('name', 'topic')} />
        <Button type="submit" look="primary" wide busy={form.busy}>
          {words.newRoom}
        </Button>
      </form>
    </Dialog>
  );
}
