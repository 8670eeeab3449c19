import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import { composerWords } from './composerWords';
import type { DraftFilesHandle } from './useDraftFiles';

export function AttachButton({ files }: { files: DraftFilesHandle }) {
  const words = useWords(composerWords);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={words.attach} onClick={() => input.current?.click()}>
        <Plus size={22} aria-hidden="true" />
      </IconButton>
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
    </>
  );
}
