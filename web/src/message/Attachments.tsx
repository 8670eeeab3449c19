import { Download, File as FileIcon } from 'lucide-react';
import { useWords } from '../i18n/catalog';
import { byteSize } from '../i18n/format';
import type { RoomId } from '../protocol/ids';
import type { Attachment } from '../protocol/views';
import { actionWords } from './actionWords';
import styles from './Attachments.module.css';
import { attachmentUrl, thumbnailUrl } from './messageApi';
import { useRoomUi } from './roomUi';
import { VoiceMessage } from './VoiceMessage';

const THUMBNAIL_PX_MAX = 280;

export function Attachments({ room, attachments }: { room: RoomId; attachments: Attachment[] }) {
  const pictures = attachments.filter((attachment) => attachment.kind === 'picture');
  const others = attachments.filter((attachment) => attachment.kind !== 'picture');
  return (
    <div className={styles['attachments']}>
      {pictures.length > 0 && (
        <div className={pictures.length > 1 ? styles['grid'] : ''}>
          {pictures.map((picture) => (
            <Picture key={picture.id} room={room} picture={picture} alone={pictures.length === 1} />
          ))}
        </div>
      )}
      {others.map((attachment) =>
        attachment.kind === 'voice' ? (
          <VoiceMessage key={attachment.id} room={room} voice={attachment} />
        ) : (
          <FileLine key={attachment.id} room={room} file={attachment} />
        ),
      )}
    </div>
  );
}

function Picture({ room, picture, alone }: { room: RoomId; picture: Attachment; alone: boolean }) {
  const words = useWords(actionWords);
  const { act } = useRoomUi();
  const { width, height } = fit(picture);
  const url = picture.mediaType === 'image/gif' ? attachmentUrl(room, picture.id) : thumbnailUrl(room, picture.id);
  return (
    <button
      type="button"
      className={styles['picture']}
      aria-label={`${words.openPicture}: ${picture.name}`}
      onClick={() => act({ type: 'show', panel: { kind: 'viewer', attachment: picture.id } })}
    >
      <img src={url} alt="" onError={(event) => (event.currentTarget.style.visibility = 'hidden')} width={width} height={height} loading="lazy" draggable={false} {...(alone ? { style: { aspectRatio: `${width} / ${height}` } } : {})} />
    </button>
  );
}

function FileLine({ room, file }: { room: RoomId; file: Attachment }) {
  const words = useWords(actionWords);
  return (
    <a className={styles['file']} href={attachmentUrl(room, file.id)} download={file.name}>
      <FileIcon size={22} aria-hidden="true" />
      <span className={styles['name']}>
        {file.name}
        <small>{byteSize(file.bytes)}</small>
      </span>
      <Download size={18} role="img" aria-label={words.download} />
    </a>
  );
}

/** The place a picture takes is known before it has come, so that nothing moves when it does. */
function fit(picture: Attachment): { width: number; height: number } {
  const width = picture.width ?? THUMBNAIL_PX_MAX;
  const height = picture.height ?? THUMBNAIL_PX_MAX;
  const scale = Math.min(1, THUMBNAIL_PX_MAX / Math.max(width, height));
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
}
