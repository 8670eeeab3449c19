import { get, nothing, post, query, request } from '../app/http';
import { directory, invitation, invitationPreview, invitations, joinRequests, people } from '../protocol/doors';
import { me, roomSnapshot } from '../protocol/http';
import type { AccountId, RoomId } from '../protocol/ids';

export interface InvitationWish {
  oneUse: boolean;
  expiresInSeconds?: number;
  guests: boolean;
  phrase?: string;
}

/** The ways into rooms. */
export const doorApi = {
  preview: (secret: string) => get(`/api/invitations/${encodeURIComponent(secret)}`, invitationPreview),
  accept: (secret: string) => post(`/api/invitations/${encodeURIComponent(secret)}/accept`, roomSnapshot),
  enterAsGuest: (guest: { invitation: string; displayName: string; language: string; timeZone: string }) =>
    post('/api/guests', me, guest),
  invitations: (room: RoomId) => get(`/api/rooms/${room}/invitations`, invitations),
  invite: (room: RoomId, wish: InvitationWish) => post(`/api/rooms/${room}/invitations`, invitation, wish),
  revoke: (room: RoomId, id: number) => request('DELETE', `/api/rooms/${room}/invitations/${id}`, nothing),
  joinRequests: (room: RoomId) => get(`/api/rooms/${room}/join-requests`, joinRequests),
  approve: (room: RoomId, account: AccountId) => post(`/api/rooms/${room}/join-requests/${account}/approve`, nothing),
  decline: (room: RoomId, account: AccountId) => request('DELETE', `/api/rooms/${room}/join-requests/${account}`, nothing),
  people: (words: string) => get(`/api/people${query({ query: words })}`, people),
  direct: (account: AccountId) => post('/api/directs', roomSnapshot, { account }),
  directory: (words: string, after: RoomId | null) => get(`/api/directory${query({ query: words, after })}`, directory),
};

export function qrUrl(room: RoomId, id: number): string {
  return `/api/rooms/${room}/invitations/${id}/qr.svg`;
}
