import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { designWords } from '../design/words';
import { useWords } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import { messageApi } from './messageApi';

export function RecallDialog({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(actionWords);
  const common = useWords(designWords);
  const form = useForm();
  const recall = async () => {
    if (await form.run(() => messageApi.recall(state.room.id, message.seq))) onClose();
  };
  return (
    <Dialog
      title={words.recallTitle}
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button look="danger" busy={form.busy} onClick={() => void recall()}>
            {words.recall}
          </Button>
        </>
      }
    >
      <p>{words.recallText}</p>
      <FormError text={form.errorBeside()} />
    </Dialog>
  );
}
