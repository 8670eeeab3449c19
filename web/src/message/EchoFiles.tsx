import { File as FileIcon, Mic } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient } from '../app/context';
import { useUploadShare } from '../app/uploadProgress';
import { Progress } from '../design/Spinner';
import type { OutboxFile } from '../room/roomState';
import styles from './Attachments.module.css';

/** Files on their way, from the sender's own device. */
export function EchoFiles({ files }: { files: OutboxFile[] }) {
  if (files.length === 0) return null;
  return (
    <div className={styles['attachments']}>
      {files.map((file) => (
        <EchoFile key={file.id} file={file} />
      ))}
    </div>
  );
}

function EchoFile({ file }: { file: OutboxFile }) {
  const { uploads } = useClient();
  const share = useUploadShare(uploads, file.id);
  const url = useObjectUrl(file);
  return (
    <div className={styles['echo']}>
      {file.kind === 'picture' && url !== null ? (
        <img className={styles['local']} src={url} alt={file.name} />
      ) : (
        <span className={styles['file']}>
          {file.kind === 'voice' ? <Mic size={20} aria-hidden="true" /> : <FileIcon size={20} aria-hidden="true" />}
          <span className={styles['name']}>{file.name}</span>
        </span>
      )}
      {file.attachment === null && <Progress label={file.name} share={share} />}
    </div>
  );
}

export function useObjectUrl(file: OutboxFile): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file.kind !== 'picture') return;
    const made = URL.createObjectURL(file.bytes);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file.bytes, file.kind]);
  return url;
}
