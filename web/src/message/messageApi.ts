import { get, nothing, post, query, request, upload } from '../app/http';
import { list, object } from '../protocol/decode';
import { bodyHistory, messagePage, searchPage } from '../protocol/http';
import type { AttachmentId, ClientMessageId, MemberId, RoomId, Seq } from '../protocol/ids';
import { seq } from '../protocol/ids';
import { attachment, messageView } from '../protocol/views';
import type { OutboxFile } from '../room/roomState';

export const PAGE_MESSAGES = 50;

type Place = { before: Seq } | { after: Seq } | { around: Seq };

export const messageApi = {
  page: (room: RoomId, place: Place, limit = PAGE_MESSAGES) =>
    get(`/api/rooms/${room}/messages${query({ ...place, limit })}`, messagePage),
  edit: (room: RoomId, seq: Seq, body: string, mentions: MemberId[]) =>
    request('PATCH', `/api/rooms/${room}/messages/${seq}`, nothing, { body, mentions }),
  recall: (room: RoomId, seq: Seq) => request('DELETE', `/api/rooms/${room}/messages/${seq}`, nothing),
  history: (room: RoomId, seq: Seq) => get(`/api/rooms/${room}/messages/${seq}/history`, bodyHistory),
  react: (room: RoomId, seq: Seq, emoji: string, on: boolean) =>
    request(on ? 'PUT' : 'DELETE', `/api/rooms/${room}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`, nothing),
  report: (room: RoomId, seq: Seq, reason: string) => request('PUT', `/api/rooms/${room}/reports/${seq}`, nothing, { reason }),
  pin: (room: RoomId, seq: Seq, on: boolean) =>
    request(on ? 'PUT' : 'DELETE', `/api/rooms/${room}/messages/${seq}/pin`, nothing),
  /** @param words one's own to it, or null; the same id in every try */
  forward: (from: { room: RoomId; message: Seq }, into: RoomId, clientMessageId: ClientMessageId, words: string | null) =>
    post(`/api/rooms/${into}/forwarded`, object({ seq }), { clientMessageId, ...from, words }),
  pins: (room: RoomId) => get(`/api/rooms/${room}/pins`, list(messageView)),
  search: (room: RoomId, words: string, before: Seq | null) =>
    get(`/api/rooms/${room}/search${query({ query: words, before, limit: 30 })}`, searchPage),
  upload: (room: RoomId, file: OutboxFile, onProgress: (share: number) => void, signal?: AbortSignal) =>
    upload(`/api/rooms/${room}/attachments${uploadQuery(file)}`, file.bytes, attachment, onProgress, signal),
};

export function attachmentUrl(room: RoomId, id: AttachmentId): string {
  return `/api/rooms/${room}/attachments/${id}`;
}

export function thumbnailUrl(room: RoomId, id: AttachmentId): string {
  return `${attachmentUrl(room, id)}/thumbnail`;
}

function uploadQuery(file: OutboxFile): string {
  return query({
    kind: file.kind,
    name: file.name,
    seconds: file.seconds,
    waveform: file.waveform === null ? null : file.waveform.join(','),
  });
}
