import { get, nothing, post, query, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';
import type { RoomId } from '../protocol/ids';
import { memberId, seq } from '../protocol/ids';

const provider = object({
  id: whole,
  name: text,
  baseUrl: text,
  model: text,
  hasKey: withDefault(flag, false),
  localAllowed: withDefault(flag, false),
  enabled: withDefault(flag, true),
});
export type Provider = Decoded<typeof provider>;

const trial = object({
  ok: flag,
  latencyMs: optional(whole),
  streaming: withDefault(flag, false),
  text: optional(text),
  problem: optional(object({ kind: text, detail: withDefault(text, '') })),
});
export type Trial = Decoded<typeof trial>;

const outboundCall = object({
  id: whole,
  askedBy: memberId,
  provider: text,
  host: text,
  model: text,
  messages: list(seq),
  bytes: whole,
  at: instant,
  outcome: optional(oneOf('completed', 'stopped', 'failed')),
  promptTokens: optional(whole),
  answerTokens: optional(whole),
});
export type OutboundCall = Decoded<typeof outboundCall>;

const serverInvitation = object({ id: whole, note: withDefault(text, ''), createdAt: instant, expiresAt: instant, usesLeft: whole });
export type ServerInvitation = Decoded<typeof serverInvitation>;
const madeInvitation = object({ id: whole, secret: text, note: withDefault(text, ''), createdAt: instant, expiresAt: instant, usesLeft: whole });
export type MadeInvitation = Decoded<typeof madeInvitation>;

const settings = object({ name: text, signUp: oneOf('open', 'invitation', 'closed') });
export type ServerSettings = Decoded<typeof settings>;

/** An empty key stands for the one that is stored: it is never shown again. */
export interface ProviderForm {
  id?: number;
  name: string;
  baseUrl: string;
  model: string;
  key?: string;
  localAllowed: boolean;
  enabled: boolean;
}

/** What only the admins of a server may do: its models and its door. */
export const gatewayApi = {
  providers: () => get('/api/providers', object({ providers: list(provider) })),
  add: (form: ProviderForm) => post('/api/providers', provider, form),
  change: (id: number, form: ProviderForm) => request('PATCH', `/api/providers/${id}`, provider, form),
  remove: (id: number) => request('DELETE', `/api/providers/${id}`, nothing),
  tryOut: (form: ProviderForm) => post('/api/providers/try', trial, form),
  settings: () => get('/api/server/settings', settings),
  changeSettings: (change: ServerSettings) => request('PATCH', '/api/server/settings', settings, change),
  invitations: () => get('/api/server/invitations', list(serverInvitation)),
  invite: (wish: { note?: string; uses: number; expiresInSeconds: number }) => post('/api/server/invitations', madeInvitation, wish),
  revoke: (id: number) => request('DELETE', `/api/server/invitations/${id}`, nothing),
};

/** What left a room, for its members. */
export const outboundApi = {
  page: (room: RoomId, before: number | null) =>
    get(`/api/rooms/${room}/outbound${query({ before })}`, object({ calls: list(outboundCall), hasMore: withDefault(flag, false) })),
};
