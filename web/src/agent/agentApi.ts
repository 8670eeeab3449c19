import { get, nothing, post, query, request, upload } from '../app/http';
import type { Decoded, Decoder } from '../protocol/decode';
import { DecodeError, branded, flag, instant, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';
import { roomSnapshot } from '../protocol/http';
import type { AccountId, MemberId, RoomId } from '../protocol/ids';

const number: Decoder<number> = (value, path = '') => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new DecodeError(path, 'a number');
  return value;
};
const accountId = branded<AccountId>(whole);
const memberId = branded<MemberId>(whole);

const budget = object({ turnsPerDay: optional(whole), tokensPerDay: optional(whole) });
export const definition = object({
  name: withDefault(text, ''),
  picture: optional(text),
  about: withDefault(text, ''),
  persona: withDefault(text, ''),
  greeting: withDefault(text, ''),
  model: optional(whole),
  temperature: optional(number),
  thinking: withDefault(flag, false),
  tools: withDefault(list(text), []),
  keywords: withDefault(list(text), []),
  budget: withDefault(budget, { turnsPerDay: null, tokensPerDay: null }),
  examples: withDefault(list(text), []),
  knowledge: withDefault(list(whole), []),
});
/** All that makes an agent what it is (weilu.agent.AgentDefinition). */
export type Definition = Decoded<typeof definition>;

export const NEW: Definition = definition({});

const effect = oneOf('pure', 'reads_room', 'reaches_out', 'acts');
export type Effect = Decoded<typeof effect>;
const capability = object({ name: text, description: withDefault(text, ''), effect: optional(effect), approved: withDefault(flag, false) });
export type Capability = Decoded<typeof capability>;

const file = object({ id: whole, name: text, bytes: whole, characters: whole, passages: whole, addedAt: instant });
export type AgentFile = Decoded<typeof file>;

const agent = object({
  account: accountId,
  version: whole,
  host: withDefault(flag, false),
  definition,
  entrance: whole,
  closed: withDefault(flag, false),
  link: text,
  rooms: withDefault(whole, 0),
  files: withDefault(list(file), []),
  modelGone: withDefault(flag, false),
});
/** An agent as who may change it sees it. */
export type Agent = Decoded<typeof agent>;

const listed = object({ agents: list(agent), mayBuild: flag, agentsMax: whole, tools: list(capability) });
export type Listed = Decoded<typeof listed>;

const version = object({ number: whole, definition, by: accountId, byName: withDefault(text, ''), at: instant, note: withDefault(text, '') });
export type Version = Decoded<typeof version>;

const template = object({ id: text, definition });
export type Template = Decoded<typeof template>;

const draft = object({ definition, missingTools: withDefault(list(text), []), leftOut: withDefault(list(text), []) });
export type ImportedDraft = Decoded<typeof draft>;

const card = object({
  account: accountId,
  entrance: optional(whole),
  name: text,
  picture: optional(text),
  about: withDefault(text, ''),
  greeting: withDefault(text, ''),
  examples: withDefault(list(text), []),
  host: withDefault(flag, false),
  owner: optional(text),
  mine: withDefault(flag, false),
  tools: withDefault(list(capability), []),
  model: optional(object({ name: text, local: flag })),
  files: withDefault(list(text), []),
});
/** What everybody who meets an agent may see of it. */
export type Card = Decoded<typeof card>;

const seat = object({ card, member: optional(memberId), proposedBy: optional(text), mine: withDefault(flag, false), more: withDefault(flag, false) });
/** An agent in a room, or one that waits for an admin's yes. */
export type Seat = Decoded<typeof seat>;

/** Building agents, and meeting those of others. */
export const agentApi = {
  list: () => get('/api/agents', listed),
  read: (account: number) => get(`/api/agents/${account}`, agent),
  create: (made: Definition) => post('/api/agents', agent, { definition: made }),
  change: (account: number, changed: Definition, based: number, note: string) =>
    request('PUT', `/api/agents/${account}`, agent, { definition: changed, version: based, note: note.trim() || undefined }),
  retire: (account: number) => request('DELETE', `/api/agents/${account}`, nothing),
  versions: (account: number) => get(`/api/agents/${account}/versions`, list(version)),
  restore: (account: number, n: number) => post(`/api/agents/${account}/versions/${n}/restore`, agent),
  setClosed: (account: number, closed: boolean) => request('PUT', `/api/agents/${account}/entrance`, agent, { closed }),
  renew: (account: number) => post(`/api/agents/${account}/entrance/renew`, agent),
  templates: (language: string) => get(`/api/agent-templates${query({ language })}`, list(template)),
  importFile: (bytes: Blob) => upload('/api/agent-drafts', bytes, draft),
  addFile: (bytes: File, onProgress: (share: number) => void) => upload(`/api/agent-files${query({ name: bytes.name })}`, bytes, file, onProgress),
  card: (entrance: number) => get(`/api/entrances/${entrance}`, card),
  talk: (entrance: number) => post(`/api/entrances/${entrance}/talk`, roomSnapshot),
};

/** The agents of a room. */
export const seatApi = {
  list: (room: RoomId) => get(`/api/rooms/${room}/agents`, list(seat)),
  propose: (room: RoomId, entrance: number) => post(`/api/rooms/${room}/agents`, seat, { entrance }),
  approve: (room: RoomId, account: AccountId) => post(`/api/rooms/${room}/agents/${account}/approve`, seat),
  remove: (room: RoomId, account: AccountId) => request('DELETE', `/api/rooms/${room}/agents/${account}`, nothing),
};

export function qrOf(account: number): string {
  return `/api/agents/${account}/entrance/qr.svg`;
}

export function exportOf(account: number): string {
  return `/api/agents/${account}/export`;
}
