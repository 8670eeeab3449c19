import { get, nothing, post, request } from '../app/http';
import type { Decoded, Decoder } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';

/** JSON of a stranger; it is only ever shown as text. */
const json: Decoder<unknown> = (value) => value;

const leave = oneOf('never', 'ask', 'free');
export type Leave = Decoded<typeof leave>;

const line = object({
  name: text,
  publicName: text,
  title: withDefault(text, ''),
  description: withDefault(text, ''),
  schema: json,
  hints: json,
  method: optional(text),
  leave,
  change: oneOf('same', 'added', 'changed', 'removed'),
  before: optional(object({ description: withDefault(text, ''), inputSchema: json })),
});
export type ToolLine = Decoded<typeof line>;

const toolServer = object({
  id: whole,
  kind: oneOf('mcp_http', 'mcp_program', 'openapi'),
  name: text,
  address: optional(text),
  command: list(text),
  secretHeader: optional(text),
  hasSecret: withDefault(flag, false),
  signedIn: withDefault(flag, false),
  localAllowed: withDefault(flag, false),
  enabled: withDefault(flag, true),
  state: oneOf('unread', 'unapproved', 'changed', 'off', 'ready'),
  problem: optional(text),
  hash: optional(text),
  offeredAt: optional(instant),
  approvedAt: optional(instant),
  tools: list(line),
});
export type ToolServer = Decoded<typeof toolServer>;
export type Kind = ToolServer['kind'];

/** An empty secret stands for the one that is stored: it is never shown again. */
export interface ToolServerForm {
  kind: Kind;
  name: string;
  address?: string;
  command?: string[];
  document?: string;
  secretHeader?: string;
  secret?: string;
  localAllowed: boolean;
  enabled: boolean;
}

const page = object({ servers: list(toolServer), programsAllowed: withDefault(flag, false) });

export const toolServersApi = {
  page: () => get('/api/tool-servers', page),
  add: (form: ToolServerForm) => post('/api/tool-servers', toolServer, form),
  change: (id: number, form: Partial<ToolServerForm>) => request('PATCH', `/api/tool-servers/${id}`, toolServer, form),
  remove: (id: number) => request('DELETE', `/api/tool-servers/${id}`, nothing),
  look: (id: number) => post(`/api/tool-servers/${id}/look`, toolServer, {}),
  signIn: (id: number, client: { clientId?: string; clientSecret?: string }) => post(`/api/tool-servers/${id}/sign-in`, object({ address: text }), client),
  signedIn: (answer: { state: string; code: string; iss: string | null }) => post('/api/tool-servers/sign-in', toolServer, { ...answer, iss: answer.iss ?? undefined }),
  approve: (id: number, hash: string, leaves: Record<string, Leave>) => post(`/api/tool-servers/${id}/approval`, toolServer, { hash, leaves }),
};
