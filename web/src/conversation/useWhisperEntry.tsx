import { EarOff } from 'lucide-react';
import { useWords } from '../i18n/catalog';
import { mentionsIn } from '../message/mentions';
import type { PlusEntry } from '../message/PlusButton';
import type { PlusPlace } from '../message/usePlus';
import { conversationWords } from './words';

/** 悄悄话: asking an agent of the room on the side. */
export function useWhisperEntry({ state, text, whispering }: PlusPlace): PlusEntry | null {
  const words = useWords(conversationWords);
  if (whispering.agents.length === 0 || whispering.to !== null) return null;
  return {
    key: 'whisper',
    label: words.whisper,
    icon: <EarOff size={18} aria-hidden="true" />,
    open: () => whispering.begin(mentionsIn(text, state.members.values())),
  };
}
