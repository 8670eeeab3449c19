import type { FormEvent } from 'react';
import { useState } from 'react';
import { useForm } from '../app/useForm';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RedPacketId } from '../protocol/ids';
import { redPacketApi } from './redPacketApi';
import { outcomeSentence } from './outcomes';
import { sendWords } from './sendWords';
import { redPacketWords } from './words';

/** Opens a red packet of another room, by what was told of it: its number and the passphrase. */
export function ByNumber({ onClose }: { onClose(): void }) {
  const words = useWords(sendWords);
  const common = useWords(redPacketWords);
  const form = useForm();
  const [number, setNumber] = useState('');
  const [said, setSaid] = useState('');
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const digits = number.normalize('NFKC').replace(/\s/g, '');
  const isNumber = /^[1-9]\d{9}$/.test(digits);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setOutcome(null);
    if (!isNumber || said.trim() === '') return;
    await form.run(async () => {
      const answer = await redPacketApi.claim(Number(digits) as RedPacketId, said);
      if (answer.coins === null) return setOutcome(outcomeSentence(answer.outcome, common));
      toast(words.got(answer.coins));
      onClose();
    });
  };
  return (
    <Dialog title={words.numberTitle} onClose={onClose}>
      <form className={stack['stack']} onSubmit={(event) => void open(event)}>
        <TextField label={words.number} inputMode="numeric" autoFocus autoComplete="off" value={number} error={tried && !isNumber ? words.numberBad : null} onChange={(event) => setNumber(event.target.value)} />
        <TextField label={words.words} maxLength={60} autoComplete="off" value={said} error={tried && said.trim() === '' ? words.missing : null} onChange={(event) => setSaid(event.target.value)} />
        <FormError text={outcome ?? form.errorBeside()} />
        <Button type="submit" look="primary" wide busy={form.busy}>
          {common.open}
        </Button>
      </form>
    </Dialog>
  );
}
