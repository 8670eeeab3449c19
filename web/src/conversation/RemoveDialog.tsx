import { useEffect, useState } from 'react';
import { navigate } from '../app/routes';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { Toggle } from '../design/TextField';
import { toast } from '../design/Toast';
import { designWords } from '../design/words';
import { useWords } from '../i18n/catalog';
import type { Memory } from '../memory/memoryApi';
import { memoryApi } from '../memory/memoryApi';
import type { RoomId } from '../protocol/ids';
import { conversationApi } from './conversationApi';
import { conversationWords } from './words';

const mine = memoryApi(null);

/** Deletes a conversation for good, with what was told to be remembered there if its person likes. */
export function RemoveDialog({ room, onClose }: { room: RoomId; onClose(): void }) {
  const words = useWords(conversationWords);
  const common = useWords(designWords);
  const form = useForm();
  const [told, setTold] = useState<Memory[]>([]);
  const [forget, setForget] = useState(true);
  useEffect(() => {
    mine.list().then((page) => setTold(page.memories.filter((one) => one.toldIn === room)), () => undefined);
  }, [room]);
  const remove = async () => {
    const done = await form.run(async () => {
      if (forget) for (const one of told) await mine.forget(one.id);
      await conversationApi.remove(room);
    });
    if (!done) return;
    onClose();
    toast(words.removed);
    navigate({ screen: 'rooms' }, 'replace');
  };
  return (
    <Dialog
      title={words.removeTitle}
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button look="danger" busy={form.busy} onClick={() => void remove()}>
            {words.remove}
          </Button>
        </>
      }
    >
      <div className={stack['stack']}>
        <p>{words.removeText}</p>
        {told.length > 0 && (
          <>
            <b>{words.toldHere}</b>
            <ul>
              {told.map((one) => (
                <li key={one.id}>{one.text}</li>
              ))}
            </ul>
            <Toggle label={words.forgetToo(told.length)} on={forget} onChange={setForget} />
          </>
        )}
        <FormError text={form.errorBeside()} />
      </div>
    </Dialog>
  );
}
