import { ArrowUp, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../design/Button';
import { toast } from '../design/Toast';
import { useWords, wordsNow } from '../i18n/catalog';
import { duration } from '../i18n/format';
import type { OutboxFile } from '../room/roomState';
import styles from './Composer.module.css';
import { composerWords } from './composerWords';
import { Recording } from './recording';
import { Waveform } from './VoiceMessage';

const LEAST_SECONDS = 0.8;
const SHOWN_BARS = 40;

/** Lies over the composer while one speaks. */
export default function VoiceRecorder({ onDone }: { onDone(file: OutboxFile | null): void }) {
  const words = useWords(composerWords);
  const recording = useRef<Recording | null>(null);
  const [heard, setHeard] = useState<{ seconds: number; levels: number[] }>({ seconds: 0, levels: [] });
  const [sending, setSending] = useState(false);

  const finish = async (keep: boolean) => {
    const current = recording.current;
    if (current === null || sending) return;
    setSending(true);
    const file = await current.stop();
    if (keep && (file.seconds ?? 0) < LEAST_SECONDS) toast(wordsNow(composerWords).tooShort);
    onDone(keep && (file.seconds ?? 0) >= LEAST_SECONDS ? { ...file, seconds: Math.ceil(file.seconds ?? 1) } : null);
  };
  const finishRef = useRef(finish);
  finishRef.current = finish;
  const doneRef = useRef(onDone);
  doneRef.current = onDone;

  useEffect(() => {
    let gone = false;
    Recording.start((seconds, levels) => setHeard({ seconds, levels }), () => void finishRef.current(true)).then(
      (started) => {
        if (gone) void started.stop();
        else recording.current = started;
      },
      () => {
        toast(wordsNow(composerWords).noMicrophone, 'bad');
        if (!gone) doneRef.current(null);
      },
    );
    return () => {
      gone = true;
      void recording.current?.stop();
    };
  }, []);

  return (
    <div
      className={styles['recorder']}
      role="group"
      aria-label={words.recording}
      onKeyDown={(event) => event.key === 'Escape' && void finish(false)}
    >
      <IconButton label={words.cancelVoice} onClick={() => void finish(false)}>
        <Trash2 size={20} aria-hidden="true" />
      </IconButton>
      <span className={styles['red']} aria-hidden="true" />
      <span className={styles['time']}>{duration(heard.seconds)}</span>
      <Waveform values={heard.levels.slice(-SHOWN_BARS)} share={1} />
      <IconButton look="primary" autoFocus label={words.sendVoice} onClick={() => void finish(true)}>
        <ArrowUp size={22} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
