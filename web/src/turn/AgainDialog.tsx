import { useEffect, useState } from 'react';
import type { ModelChoice } from '../conversation/conversationApi';
import { conversationApi } from '../conversation/conversationApi';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import stack from '../design/Stack.module.css';
import { Select, Toggle } from '../design/TextField';
import { useWords } from '../i18n/catalog';
import type { RoomId, TurnId } from '../protocol/ids';
import { askAgain } from './askAgain';
import { turnWords } from './turnWords';

/** Asks for another answer: of the same model or of another, in its own right or beside the first. */
export default function AgainDialog({ room, turn, onClose }: { room: RoomId; turn: TurnId; onClose(): void }) {
  const words = useWords(turnWords);
  const [models, setModels] = useState<ModelChoice[]>([]);
  const [model, setModel] = useState('');
  const [beside, setBeside] = useState(true);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    conversationApi.models().then((found) => setModels(found.models), () => undefined);
  }, []);
  const ask = async () => {
    setBusy(true);
    await askAgain(room, turn, beside, model === '' ? null : Number(model));
    onClose();
  };
  const options = [{ value: '', label: words.usual }, ...models.map((one) => ({ value: String(one.id), label: `${one.name} · ${one.provider}` }))];
  return (
    <Dialog title={words.another} onClose={onClose}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Select label={words.model} value={model} options={options} onChange={(value: string) => setModel(value)} />
        <Toggle label={words.besideFirst} on={beside} onChange={setBeside} />
        <Button type="submit" look="primary" busy={busy}>
          {words.ask}
        </Button>
      </form>
    </Dialog>
  );
}
