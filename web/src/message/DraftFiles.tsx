import { File as FileIcon, X } from 'lucide-react';
import { IconButton } from '../design/Button';
import { useWords } from '../i18n/catalog';
import { byteSize } from '../i18n/format';
import type { OutboxFile } from '../room/roomState';
import styles from './Composer.module.css';
import { composerWords } from './composerWords';
import { useObjectUrl } from './EchoFiles';
import type { DraftFilesHandle } from './useDraftFiles';

export function DraftFiles({ files }: { files: DraftFilesHandle }) {
  if (files.list.length === 0) return null;
  return (
    <ul className={styles['files']}>
      {files.list.map((file) => (
        <DraftFile key={file.id} file={file} onRemove={() => files.remove(file.id)} />
      ))}
    </ul>
  );
}

function DraftFile({ file, onRemove }: { file: OutboxFile; onRemove(): void }) {
  const words = useWords(composerWords);
  const url = useObjectUrl(file);
  return (
    <li>
      {url === null ? <FileIcon size={22} aria-hidden="true" /> : <img src={url} alt="" width={56} height={56} />}
      {file.kind !== 'picture' && (
        <span>
          {file.name}
          <small>{byteSize(file.bytes.size)}</small>
        </span>
      )}
      <IconButton size="small" label={words.remove(file.name)} onClick={onRemove}>
        <X size={14} aria-hidden="true" />
      </IconButton>
    </li>
  );
}
