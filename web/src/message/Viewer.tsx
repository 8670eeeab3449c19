import { ChevronLeft, ChevronRight, Download, Minus, Plus, X } from 'lucide-react';
import type { KeyboardEvent, PointerEvent, WheelEvent } from 'react';
import { useMemo, useRef, useState } from 'react';
import { IconButton } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { designWords } from '../design/words';
import { useWords } from '../i18n/catalog';
import type { AttachmentId } from '../protocol/ids';
import { shownWindow } from '../room/roomReducer';
import type { RoomState } from '../room/roomState';
import { actionWords } from './actionWords';
import { attachmentUrl } from './messageApi';
import styles from './Viewer.module.css';
import { viewerWords } from './viewerWords';

const ZOOM_MAX = 6;

/** Pictures of the room, large: arrows go on, + and − or the wheel zoom, dragging moves. */
export default function Viewer({ state, attachment, onClose }: { state: RoomState; attachment: AttachmentId; onClose(): void }) {
  const words = useWords(viewerWords);
  const common = useWords(designWords);
  const actions = useWords(actionWords);
  const pictures = useMemo(
    () => shownWindow(state).messages.flatMap((message) => message.attachments.filter((one) => one.kind === 'picture')),
    [state],
  );
  const [current, setCurrent] = useState(attachment);
  const [zoom, setZoom] = useState(1);
  const [shift, setShift] = useState({ x: 0, y: 0 });
  const drag = useRef<{ x: number; y: number } | null>(null);
  const index = pictures.findIndex((picture) => picture.id === current);
  const picture = pictures[index];

  const zoomTo = (next: number) => {
    const bounded = Math.min(ZOOM_MAX, Math.max(1, next));
    setZoom(bounded);
    if (bounded === 1) setShift({ x: 0, y: 0 });
  };
  const step = (by: number) => {
    const next = pictures[index + by];
    if (next === undefined) return;
    setCurrent(next.id);
    zoomTo(1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === 'ArrowRight') step(1);
    else if (event.key === '+' || event.key === '=') zoomTo(zoom * 1.4);
    else if (event.key === '-') zoomTo(zoom / 1.4);
    else if (event.key === '0') zoomTo(1);
  };
  const onMove = (event: PointerEvent) => {
    if (drag.current === null || zoom === 1) return;
    setShift({ x: shift.x + event.clientX - drag.current.x, y: shift.y + event.clientY - drag.current.y });
    drag.current = { x: event.clientX, y: event.clientY };
  };
  if (picture === undefined) return null;
  return (
    <Dialog title={words.title(picture.name)} look="bare" onClose={onClose}>
      <div className={styles['viewer']} onKeyDown={onKeyDown}>
        <div
          className={styles['stage']}
          onWheel={(event: WheelEvent) => zoomTo(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15))}
          onPointerDown={(event) => (drag.current = { x: event.clientX, y: event.clientY })}
          onPointerMove={onMove}
          onPointerUp={() => (drag.current = null)}
          onDoubleClick={() => zoomTo(zoom === 1 ? 2.5 : 1)}
        >
          <img
            src={attachmentUrl(state.room.id, picture.id)}
            alt={picture.name}
            draggable={false}
            style={{ transform: `translate(${shift.x}px, ${shift.y}px) scale(${zoom})` }}
          />
        </div>
        <div className={styles['bar']}>
          <IconButton label={words.before} disabled={index <= 0} onClick={() => step(-1)}>
            <ChevronLeft size={22} aria-hidden="true" />
          </IconButton>
          <IconButton label={words.smaller} disabled={zoom === 1} onClick={() => zoomTo(zoom / 1.4)}>
            <Minus size={20} aria-hidden="true" />
          </IconButton>
          <IconButton label={words.larger} disabled={zoom === ZOOM_MAX} onClick={() => zoomTo(zoom * 1.4)}>
            <Plus size={20} aria-hidden="true" />
          </IconButton>
          <IconButton label={words.after} disabled={index >= pictures.length - 1} onClick={() => step(1)}>
            <ChevronRight size={22} aria-hidden="true" />
          </IconButton>
          <a href={attachmentUrl(state.room.id, picture.id)} download={picture.name} aria-label={actions.download}>
            <Download size={20} aria-hidden="true" />
          </a>
          <IconButton label={common.close} autoFocus onClick={onClose}>
            <X size={22} aria-hidden="true" />
          </IconButton>
        </div>
      </div>
    </Dialog>
  );
}
