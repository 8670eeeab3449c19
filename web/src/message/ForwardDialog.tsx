import { useState } from 'react';
import { useApp } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { Avatar } from '../design/Avatar';
import { Button } from '../design/Button';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import stack from '../design/Stack.module.css';
import { TextArea, TextField } from '../design/TextField';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import type { RoomEntry } from '../protocol/http';
import type { RoomId } from '../protocol/ids';
import { newClientMessageId } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
import type { RoomState } from '../room/roomState';
import { roomsInOrder } from '../room/roomsReducer';
import { titleOf } from '../room/titles';
import styles from './ForwardDialog.module.css';
import { forwardWords } from './forwardWords';
import { messageApi } from './messageApi';
import { nameOf, oneLine } from './text';

const PLACES_MAX = 5;

/** Where a message shall be forwarded to, up to five places at once, and what one says to it. */
export default function ForwardDialog({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(forwardWords);
  const rooms = useApp((app) => app.rooms);
  // One id for all tries and places: sending again after a broken line posts once in each.
  const [id] = useState(newClientMessageId);
  const [find, setFind] = useState('');
  const [own, setOwn] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<RoomId>>(new Set());
  const [failed, setFailed] = useState<ReadonlyMap<RoomId, string>>(new Map());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  // A phone's keyboard would lie over the places.
  const byFinger = matchMedia('(pointer: coarse)').matches;
  const places = roomsInOrder(rooms).filter((entry) => entry.room.id !== state.room.id && !entry.room.archived && isFound(entry, find));
  const choose = (room: RoomId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(room);
    else next.delete(room);
    setChosen(next);
  };
  const forward = async () => {
    setTried(true);
    if (chosen.size === 0) return;
    setBusy(true);
    const left = new Map<RoomId, string>();
    for (const room of chosen) {
      await messageApi.forward({ room: state.room.id, message: message.seq }, room, id, own.trim() === '' ? null : own.trim()).catch((failure: unknown) => {
        const { code, field } = problemOf(failure);
        left.set(room, code === 'slow_mode' && field === 'words' ? words.slowWords : explain(code));
      });
    }
    setBusy(false);
    setFailed(left);
    setChosen(new Set(left.keys()));
    if (left.size > 0) return;
    onClose();
    toast(words.done);
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className={stack['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void forward();
        }}
      >
        <blockquote className={styles['original']}>
          <b>{message.brought?.from ?? nameOf(state, message)}</b>
          <p>{oneLine(message)}</p>
        </blockquote>
        <TextField label={words.find} type="search" autoFocus={!byFinger} autoComplete="off" maxLength={64} value={find} onChange={(event) => setFind(event.target.value)} />
        {places.length === 0 && <p role="status">{words.nowhere}</p>}
        <ul className={styles['places']} aria-label={words.rooms}>
          {places.map((entry) => (
            <li key={entry.room.id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(entry.room.id)}
                  disabled={busy || (chosen.size >= PLACES_MAX && !chosen.has(entry.room.id))}
                  onChange={(event) => choose(entry.room.id, event.target.checked)}
                />
                <Avatar name={titleOf(entry)} picture={entry.counterpart?.picture ?? entry.room.picture} kind={entry.counterpart?.kind ?? 'room'} size={40} />
                <span className={styles['name']}>
                  {titleOf(entry)}
                  {failed.has(entry.room.id) && <small role="alert">{failed.get(entry.room.id)}</small>}
                </span>
              </label>
            </li>
          ))}
        </ul>
        <p>{chosen.size >= PLACES_MAX ? words.atMost(PLACES_MAX) : words.hint}</p>
        <TextArea label={words.words} rows={2} maxLength={1000} value={own} onChange={(event) => setOwn(event.target.value)} />
        <FormError text={tried && chosen.size === 0 && failed.size === 0 ? words.chooseOne : null} />
        <Button type="submit" look="primary" busy={busy}>
          {words.send(chosen.size)}
        </Button>
      </form>
    </Dialog>
  );
}

function isFound(entry: RoomEntry, find: string): boolean {
  return titleOf(entry).toLowerCase().includes(find.trim().toLowerCase());
}
