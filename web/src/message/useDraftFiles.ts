import type { ClipboardEvent } from 'react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useApp } from '../app/context';
import { explain } from '../app/problemWords';
import { toast } from '../design/Toast';
import { newClientMessageId } from '../protocol/ids';
import type { OutboxFile } from '../room/roomState';

export const FILES_MAX = 9;
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Files chosen, pasted or dropped, before they are sent. */
export function useDraftFiles() {
  const [list, setList] = useState<OutboxFile[]>([]);
  const limit = useApp((app) => app.server?.limits.uploadBytes ?? Number.MAX_SAFE_INTEGER);

  const add = (files: Iterable<File>) => {
    const fitting: OutboxFile[] = [];
    for (const file of files) {
      if (file.size > limit) toast(`${file.name} — ${explain('too_large')}`, 'bad');
      else fitting.push(outboxFile(file));
    }
    setList((before) => [...before, ...fitting].slice(0, FILES_MAX));
  };

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer === null || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') add(event.dataTransfer.files);
  });
  // Anywhere on the page: beside the field the browser would open the file in place of the room.
  useEffect(() => {
    document.addEventListener('dragover', onDrag);
    document.addEventListener('drop', onDrag);
    return () => {
      document.removeEventListener('dragover', onDrag);
      document.removeEventListener('drop', onDrag);
    };
  }, []);

  return {
    list,
    add,
    remove: (id: string) => setList((before) => before.filter((file) => file.id !== id)),
    clear: () => setList([]),
    restore: (files: OutboxFile[]) => setList(files),
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
  };
}

export type DraftFilesHandle = ReturnType<typeof useDraftFiles>;

function outboxFile(file: File): OutboxFile {
  return {
    id: newClientMessageId(),
    kind: PICTURES.includes(file.type) ? 'picture' : 'file',
    name: file.name,
    bytes: file,
    seconds: null,
    waveform: null,
    attachment: null,
  };
}
