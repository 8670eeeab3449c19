import { get, nothing, post, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, list, object, optional, text, whole, withDefault } from '../protocol/decode';
import { roomSnapshot } from '../protocol/http';
import type { AttachmentId, ClientMessageId, MemberId, RoomId } from '../protocol/ids';
import { roomId, seq } from '../protocol/ids';
import { messageView, roomView } from '../protocol/views';

const choice = object({ model: optional(whole), thinking: withDefault(flag, false) });
export type Choice = Decoded<typeof choice>;

const modelChoice = object({ id: whole, name: text, provider: withDefault(text, ''), local: withDefault(flag, false), thinks: optional(flag) });
export type ModelChoice = Decoded<typeof modelChoice>;

const whisper = object({ room: roomId, agent: text, about: seq, question: messageView, answer: optional(messageView) });
export type Whisper = Decoded<typeof whisper>;

export const conversationApi = {
  choice: (room: RoomId) => get(`/api/rooms/${room}/conversation`, choice),
  choose: (room: RoomId, wish: Choice) => request('PUT', `/api/rooms/${room}/conversation`, choice, wish),
  change: (room: RoomId, wish: { title?: string; archived?: boolean }) => request('PATCH', `/api/rooms/${room}/conversation`, roomView, wish),
  /** For good. */
  remove: (room: RoomId) => request('DELETE', `/api/rooms/${room}/conversation`, nothing),
  models: () => get('/api/models', object({ models: list(modelChoice) })),
  /** A fresh conversation with the agent of this one. */
  fresh: (room: RoomId, member: MemberId) => post('/api/directs', roomSnapshot, { room, member, fresh: true }),
  whispers: (room: RoomId) => get(`/api/rooms/${room}/whispers`, object({ whispers: list(whisper) })),
  /** Where whispers with that agent lie: what one shall carry is uploaded there. */
  whisperPlace: (room: RoomId, agent: MemberId) => post(`/api/rooms/${room}/whispers/place`, object({ room: roomId }), { agent }),
  whisper: (room: RoomId, question: { clientMessageId: ClientMessageId; agent: MemberId; body: string; attachments: AttachmentId[] }) =>
    post(`/api/rooms/${room}/whispers`, object({ room: roomId, seq, about: seq }), question),
};
