import { EarOff, X } from 'lucide-react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import composerStyles from '../message/Composer.module.css';
import { useRoomUi } from '../message/roomUi';
import type { Whispering } from './useWhispering';
import { conversationWords } from './words';

/** Above the field while one whispers: to whom, and that nobody else sees it. */
export function WhisperBar({ whispering }: { whispering: Whispering }) {
  const words = useWords(conversationWords);
  const { act } = useRoomUi();
  const { to, agents } = whispering;
  if (to === null) return null;
  const next = agents[(agents.indexOf(to) + 1) % agents.length];
  return (
    <div className={composerStyles['above']} role="status">
      <EarOff size={16} aria-hidden="true" />
      <span>
        <b>{words.whisperTo(to.displayName)}</b>
        {words.whisperHint}
      </span>
      {next !== undefined && next !== to && (
        <button type="button" onClick={() => act({ type: 'whisper', agent: next.id })}>
          {words.whisperTo(next.displayName)}
        </button>
      )}
      <IconButton size="small" label={words.whisperOff} onClick={whispering.end}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
