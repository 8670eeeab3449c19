import { get, nothing, post, query, request } from '../app/http';
import { list } from '../protocol/decode';
import type { MemberId, RoomId } from '../protocol/ids';
import { roomSnapshot } from '../protocol/http';
import { memberView, roomView } from '../protocol/views';

export interface RoomChange {
  name?: string;
  topic?: string;
  picture?: string;
  visibility?: string;
  whoMayInvite?: string;
  slowModeSeconds?: number;
}

/** Keeping a room: its settings and its members. What changes comes back by the log. */
export const keepApi = {
  change: (room: RoomId, change: RoomChange) => request('PATCH', `/api/rooms/${room}`, roomView, change),
  archive: (room: RoomId, on: boolean) => request(on ? 'POST' : 'DELETE', `/api/rooms/${room}/archive`, roomView),
  setRole: (room: RoomId, member: MemberId, role: 'admin' | 'member') =>
    request('PATCH', `/api/rooms/${room}/members/${member}`, memberView, { role }),
  mute: (room: RoomId, member: MemberId, seconds: number) =>
    request('PATCH', `/api/rooms/${room}/members/${member}`, memberView, { mutedForSeconds: seconds }),
  putOut: (room: RoomId, member: MemberId, ban: boolean) =>
    request('DELETE', `/api/rooms/${room}/members/${member}${query({ ban: ban || null })}`, nothing),
  bans: (room: RoomId) => get(`/api/rooms/${room}/bans`, list(memberView)),
  unban: (room: RoomId, member: MemberId) => request('DELETE', `/api/rooms/${room}/bans/${member}`, nothing),
  transfer: (room: RoomId, member: MemberId) => post(`/api/rooms/${room}/transfer`, nothing, { member }),
  direct: (room: RoomId, member: MemberId) => post('/api/directs', roomSnapshot, { room, member }),
};
