import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import { duration } from '../i18n/format';
import type { RoomId } from '../protocol/ids';
import type { Attachment } from '../protocol/views';
import { actionWords } from './actionWords';
import styles from './Attachments.module.css';
import { attachmentUrl } from './messageApi';

/** Only one voice speaks at a time. */
let speaking: HTMLAudioElement | null = null;

export function VoiceMessage({ room, voice }: { room: RoomId; voice: Attachment }) {
  const words = useWords(actionWords);
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const seconds = voice.seconds ?? 0;
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = () => {
    const element = audio.current;
    if (element === null) return;
    if (!element.paused) return element.pause();
    if (speaking !== element) speaking?.pause();
    speaking = element;
    void element.play();
  };
  return (
    <div className={styles['voice']}>
      <IconButton label={`${playing ? words.pause : words.play} · ${words.voiceMessage(duration(seconds))}`} look="primary" onClick={toggle}>
        {playing ? <Pause size={18} aria-hidden="true" /> : <Play size={18} aria-hidden="true" />}
      </IconButton>
      <Waveform values={voice.waveform} share={seconds > 0 ? at / seconds : 0} />
      <span className={styles['seconds']}>{duration(playing || at > 0 ? at : seconds)}</span>
      <audio
        ref={audio}
        src={attachmentUrl(room, voice.id)}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onEnded={() => setAt(0)}
      />
    </div>
  );
}

export function Waveform({ values, share }: { values: readonly number[]; share: number }) {
  const shown = values.length === 0 ? Array.from({ length: 24 }, () => 20) : values;
  return (
    <span className={styles['wave']} aria-hidden="true">
      {shown.map((value, index) => (
        <i key={index} className={index / shown.length < share ? styles['played'] : ''} style={{ height: `${Math.max(10, value)}%` }} />
      ))}
    </span>
  );
}
