import { get, post } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, text } from '../protocol/decode';
import type { ClientMessageId, RoomId } from '../protocol/ids';
import { memberId, seq } from '../protocol/ids';

const exported = object({ id: text, by: memberId, at: instant, upTo: seq, files: flag });
export type Export = Decoded<typeof exported>;

export const exportApi = {
  list: (room: RoomId) => get(`/api/rooms/${room}/exports`, object({ exports: list(exported) })).then((page) => page.exports),
  /** Noted for everybody to see; the file is taken with its id, for an hour. */
  begin: (room: RoomId, id: ClientMessageId, files: boolean) => post(`/api/rooms/${room}/exports`, exported, { id, files }),
};

export function exportUrl(room: RoomId, id: string): string {
  return `/api/rooms/${room}/exports/${id}`;
}
