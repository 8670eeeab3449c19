import { Mic } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import type { OutboxFile } from '../room/roomState';
import { composerWords } from './composerWords';

const VoiceRecorder = lazy(() => import('./VoiceRecorder'));

export function VoiceButton({ onRecorded }: { onRecorded(file: OutboxFile): void }) {
  const words = useWords(composerWords);
  const [open, setOpen] = useState(false);
  const done = (file: OutboxFile | null) => {
    setOpen(false);
    if (file !== null) onRecorded(file);
  };
  return (
    <>
      <IconButton label={words.record} onClick={() => setOpen(true)}>
        <Mic size={20} aria-hidden="true" />
      </IconButton>
      <Suspense>{open && <VoiceRecorder onDone={done} />}</Suspense>
    </>
  );
}
