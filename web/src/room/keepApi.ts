import { get, nothing, post, query, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, optional } from '../protocol/decode';
import { reports } from '../protocol/doors';
import type { MemberId, RoomId, Seq } from '../protocol/ids';
import { roomSnapshot } from '../protocol/http';
import { allowed, memberView, roomView } from '../protocol/views';

const consent = object({ models: flag, held: allowed, chosen: optional(allowed), changedAt: optional(instant) });
export type Consent = Decoded<typeof consent>;
export type Allowed = Decoded<typeof allowed>;
const roomRules = object({ modelsOff: flag, consent: allowed, noStore: flag, mine: flag });
export type RoomRules = Decoded<typeof roomRules>;

export interface RoomChange {
  name?: string;
  topic?: string;
  picture?: string;
  visibility?: string;
  whoMayInvite?: string;
  slowModeSeconds?: number;
  modelsOff?: boolean;
  staysHere?: boolean;
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
  bringAgent: (room: RoomId) => post(`/api/rooms/${room}/host-agent`, memberView),
  reports: (room: RoomId) => get(`/api/rooms/${room}/reports`, reports),
  dismissReport: (room: RoomId, seq: Seq) => request('DELETE', `/api/rooms/${room}/reports/${seq}`, nothing),
  consent: (room: RoomId) => get(`/api/rooms/${room}/me/consent`, consent),
  /** `default` goes by what the room's owner has set. */
  setConsent: (room: RoomId, allow: Allowed | 'default') => request('PUT', `/api/rooms/${room}/me/consent`, consent, { allow }),
  rules: (room: RoomId) => get(`/api/rooms/${room}/consent`, roomRules),
  setRules: (room: RoomId, wish: { consent?: Allowed; noStore?: boolean }) => request('PUT', `/api/rooms/${room}/consent`, roomRules, wish),
  transfer: (room: RoomId, member: MemberId) => post(`/api/rooms/${room}/transfer`, nothing, { member }),
  direct: (room: RoomId, member: MemberId) => post('/api/directs', roomSnapshot, { room, member }),
};
