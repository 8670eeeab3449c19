import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useWords } from '../i18n/catalog';
import { composerWords } from './composerWords';
import type { PlusEntry } from './PlusButton';
import type { DraftFilesHandle } from './useDraftFiles';

export function useAttaching(files: DraftFilesHandle): PlusEntry {
  const words = useWords(composerWords);
  const input = useRef<HTMLInputElement>(null);
  return {
    key: 'attach',
    label: words.attach,
    icon: <Paperclip size={18} aria-hidden="true" />,
    open: () => input.current?.click(),
    over: (
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.attach}
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    ),
  };
}
