import { get, nothing, post, query, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';
import type { RoomId } from '../protocol/ids';
import { memberId, seq } from '../protocol/ids';

const outboundCall = object({
  id: whole,
  askedBy: optional(memberId),
  provider: text,
  host: text,
  model: text,
  messages: list(seq),
  bytes: whole,
  at: instant,
  outcome: optional(oneOf('completed', 'stopped', 'failed')),
  promptTokens: optional(whole),
  answerTokens: optional(whole),
  purpose: withDefault(text, 'answer'),
  local: withDefault(flag, false),
  files: withDefault(list(text), []),
  fileBytes: withDefault(list(whole), []),
  fileNames: withDefault(list(text), []),
  memories: withDefault(list(whole), []),
  roomMemories: withDefault(list(whole), []),
  memoryCount: withDefault(whole, 0),
  messageCount: withDefault(whole, 0),
  fileCount: withDefault(whole, 0),
  noStore: withDefault(flag, false),
  parts: withDefault(list(text), []),
  estimated: withDefault(flag, false),
  tokens: optional(whole),
  costMicros: optional(whole),
  currency: optional(text),
});
const outboundSum = object({
  day: text, provider: text, local: flag, calls: whole, bytes: whole, messages: whole, files: whole, tokens: whole,
  costs: withDefault(list(object({ micros: whole, currency: text })), []),
  unpriced: withDefault(whole, 0),
});
export type OutboundSum = Decoded<typeof outboundSum>;

/** Which lines of a room's ledger: those with words of one's own, of a provider, of a day. */
export interface OutboundFilter {
  mine: boolean;
  provider: string | null;
  day: string | null;
}
export type OutboundCall = Decoded<typeof outboundCall>;

const serverInvitation = object({ id: whole, note: withDefault(text, ''), createdAt: instant, expiresAt: instant, usesLeft: whole });
export type ServerInvitation = Decoded<typeof serverInvitation>;
const madeInvitation = object({ id: whole, secret: text, note: withDefault(text, ''), createdAt: instant, expiresAt: instant, usesLeft: whole });
export type MadeInvitation = Decoded<typeof madeInvitation>;

const settings = object({ name: text, signUp: oneOf('open', 'invitation', 'closed'), agentBuilders: withDefault(oneOf('people', 'admins'), 'people') });
export type ServerSettings = Decoded<typeof settings>;

/** What only the admins of a server may do: its door. */
export const gatewayApi = {
  settings: () => get('/api/server/settings', settings),
  changeSettings: (change: ServerSettings) => request('PATCH', '/api/server/settings', settings, change),
  invitations: () => get('/api/server/invitations', list(serverInvitation)),
  invite: (wish: { note?: string; uses: number; expiresInSeconds: number }) => post('/api/server/invitations', madeInvitation, wish),
  revoke: (id: number) => request('DELETE', `/api/server/invitations/${id}`, nothing),
};

/** What left a room, for its members. */
export const outboundApi = {
  page: (room: RoomId, filter: OutboundFilter, before: number | null) =>
    get(
      `/api/rooms/${room}/outbound${query({ before, mine: filter.mine || null, provider: filter.provider, day: filter.day, zone: timeZone() })}`,
      object({ calls: list(outboundCall), hasMore: withDefault(flag, false) }),
    ),
  days: (room: RoomId, mine: boolean) =>
    get(`/api/rooms/${room}/outbound/days${query({ mine: mine || null, zone: timeZone() })}`, object({ days: list(outboundSum) })),
  exportPath: (room: RoomId, format: 'csv' | 'json', mine: boolean) => `/api/rooms/${room}/outbound/export${query({ format, mine: mine || null })}`,
};

function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
