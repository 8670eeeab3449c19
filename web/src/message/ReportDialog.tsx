import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextArea } from '../design/TextField';
import { toast } from '../design/Toast';
import { designWords } from '../design/words';
import { useWords } from '../i18n/catalog';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import styles from './MessageSheet.module.css';
import { messageApi } from './messageApi';
import { reportWords } from './reportWords';
import { nameOf, oneLine } from './text';

/** Tells the admins of a message; nobody else learns of it. */
export default function ReportDialog({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(reportWords);
  const common = useWords(designWords);
  const form = useForm();
  const [reason, setReason] = useState('');
  const report = async () => {
    if (!(await form.run(() => messageApi.report(state.room.id, message.seq, reason)))) return;
    toast(words.thanks);
    onClose();
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button look="danger" busy={form.busy} onClick={() => void report()}>
            {words.send}
          </Button>
        </>
      }
    >
      <div className={stack['stack']}>
        <p className={styles['line']}>
          {nameOf(state, message)}: {oneLine(message)}
        </p>
        <TextArea label={words.reason} hint={words.hint} maxLength={500} data-first value={reason} error={form.errorOf('reason')} onChange={(event) => setReason(event.target.value)} />
        <FormError text={form.errorBeside('reason')} />
      </div>
    </Dialog>
  );
}
