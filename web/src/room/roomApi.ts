import { get, nothing, post, request } from '../app/http';
import type { Notify } from '../protocol/http';
import { roomBlocks, roomList, roomSnapshot } from '../protocol/http';
import type { MemberId, RoomId, TurnId } from '../protocol/ids';

export interface NewRoom {
  name: string;
  topic?: string;
  visibility?: 'public' | 'unlisted' | 'private';
}

export const roomApi = {
  list: () => get('/api/rooms', roomList),
  open: (room: RoomId) => get(`/api/rooms/${room}`, roomSnapshot),
  create: (room: NewRoom) => post('/api/rooms', roomSnapshot, room),
  join: (room: number) => post(`/api/rooms/${room}/join`, roomSnapshot),
  joinByPhrase: (phrase: string) => post('/api/phrases/join', roomSnapshot, { phrase }),
  leave: (room: RoomId) => post(`/api/rooms/${room}/leave`, nothing),
  notify: (room: RoomId, notify: Notify) => request('PUT', `/api/rooms/${room}/me/notify`, nothing, { notify }),
  directWithAgent: () => post('/api/directs', roomSnapshot, { agent: true }),
  blocks: (room: RoomId) => get(`/api/rooms/${room}/blocks`, roomBlocks),
  setBlocked: (room: RoomId, member: MemberId, on: boolean) => request(on ? 'PUT' : 'DELETE', `/api/rooms/${room}/blocks/${member}`, nothing),
  stopTurn: (room: RoomId, turn: TurnId) => post(`/api/rooms/${room}/turns/${turn}/stop`, nothing),
};
