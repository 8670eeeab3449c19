import { get, nothing, post, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { instant, list, object, optional, text, whole } from '../protocol/decode';
import type { RoomId } from '../protocol/ids';
import { roomId } from '../protocol/ids';

const memory = object({ id: whole, text, at: instant, toldIn: optional(roomId) });
export type Memory = Decoded<typeof memory>;

/** One's own memories, or a room's. */
export function memoryApi(room: RoomId | null) {
  const path = room === null ? '/api/me/memories' : `/api/rooms/${room}/memories`;
  return {
    exportOf: (format: 'json' | 'csv') => `${path}/export?format=${format}`,
    list: () => get(path, object({ memories: list(memory) })),
    add: (line: string) => post(path, memory, { text: line }),
    change: (id: number, line: string) => request('PATCH', `${path}/${id}`, memory, { text: line }),
    forget: (id: number) => request('DELETE', `${path}/${id}`, nothing),
  };
}
