import { get, query, upload } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { list, object, optional, text, whole, withDefault } from '../protocol/decode';
import type { RoomId } from '../protocol/ids';
import { problem } from '../protocol/views';

const progress = object({
  importId: text,
  state: text,
  bytesRead: whole,
  bytesTotal: whole,
  imported: whole,
  repeated: whole,
  broken: whole,
  brokenLines: list(object({ line: whole, why: withDefault(text, '') })),
  problem: optional(problem),
});
export type ImportProgress = Decoded<typeof progress>;

export const importApi = {
  start: (room: RoomId, file: File, skipBroken: boolean, onProgress: (share: number) => void) =>
    upload(`/api/rooms/${room}/imports${query({ format: 'auto', name: file.name, skipBroken })}`, file, object({ importId: text }), onProgress),
  progress: (room: RoomId, id: string) => get(`/api/rooms/${room}/imports/${id}`, progress),
};
