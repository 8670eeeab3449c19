import { useState } from 'react';
import { useApp } from '../app/context';
import { navigate } from '../app/routes';
import { useForm } from '../app/useForm';
import { Avatar } from '../design/Avatar';
import { Dialog } from '../design/Dialog';
import { FormError } from '../design/FormError';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { newClientMessageId } from '../protocol/ids';
import type { RoomId } from '../protocol/ids';
import type { MessageView } from '../protocol/views';
import peopleStyles from '../room/PeopleDialog.module.css';
import type { RoomState } from '../room/roomState';
import { roomsInOrder } from '../room/roomsReducer';
import { conversationApi } from './conversationApi';
import { conversationWords } from './words';

/** Chooses the room an answer of one's own conversation is brought into; nothing goes anywhere without this choice. */
export default function BringDialog({ state, message, onClose }: { state: RoomState; message: MessageView; onClose(): void }) {
  const words = useWords(conversationWords);
  const rooms = useApp((app) => app.rooms);
  const form = useForm();
  // One id for all tries: sending again after a broken line posts once.
  const [id] = useState(newClientMessageId);
  const groups = roomsInOrder(rooms).filter((entry) => entry.room.kind === 'group' && !entry.room.archived);
  const bring = async (room: RoomId) => {
    const done = await form.run(() => conversationApi.bring({ room: state.room.id, message: message.seq }, room, id));
    if (!done) return;
    onClose();
    toast(words.broughtDone);
    navigate({ screen: 'room', room, message: null });
  };
  return (
    <Dialog title={words.bringTitle} onClose={onClose}>
      <p>{groups.length === 0 ? words.nowhere : words.bringHint}</p>
      <FormError text={form.errorBeside()} />
      <ul className={peopleStyles['people']}>
        {groups.map(({ room }) => (
          <li key={room.id}>
            <button type="button" disabled={form.busy} onClick={() => void bring(room.id)}>
              <Avatar name={room.name} picture={room.picture} kind="room" size={40} />
              <span>{room.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
