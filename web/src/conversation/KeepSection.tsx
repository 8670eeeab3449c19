import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { FormError } from '../design/FormError';
import { Section } from '../design/Page';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { RoomState } from '../room/roomState';
import { conversationApi } from './conversationApi';
import { RemoveDialog } from './RemoveDialog';
import { conversationWords } from './words';

/** A conversation's title, and putting it away or taking it up again. */
export function KeepSection({ state }: { state: RoomState }) {
  const words = useWords(conversationWords);
  const form = useForm();
  const { id: room, name, archived } = state.room;
  const [removing, setRemoving] = useState(false);
  const [title, setTitle] = useState(name);
  return (
    <Section title={words.title}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(() => conversationApi.change(room, { title }));
        }}
      >
        <TextField label={words.title} required maxLength={60} value={title} error={form.errorOf('title')} onChange={(event) => setTitle(event.target.value)} />
        <FormError text={form.errorBeside('title')} />
        <div className={stack['row']}>
          <Button type="submit" look="primary" busy={form.busy} disabled={title.trim() === '' || title === name}>
            {words.rename}
          </Button>
          <Button onClick={() => void form.run(() => conversationApi.change(room, { archived: !archived }))}>{archived ? words.takeUp : words.putAway}</Button>
        </div>
        <Button look="danger" onClick={() => setRemoving(true)}>
          {words.remove}
        </Button>
      </form>
      {removing && <RemoveDialog room={room} onClose={() => setRemoving(false)} />}
    </Section>
  );
}
