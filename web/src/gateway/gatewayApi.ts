import { get, nothing, post, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';

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
  inviteToServer: () => post('/api/server/invitations', object({ secret: text })),
};
