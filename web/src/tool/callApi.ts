import { get, nothing, post, query, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, withDefault } from '../protocol/decode';
import type { RoomId, ToolCallId } from '../protocol/ids';
import { memberId, seq, toolCallId } from '../protocol/ids';
import { callStatus } from '../protocol/views';

const effect = oneOf('pure', 'reads_room', 'reaches_out', 'acts');
const approvers = oneOf('asker', 'admins', 'asker_or_admins');
export type Approvers = Decoded<typeof approvers>;

const roomTools = object({ approvers, tools: list(object({ name: text, effect, on: flag })) });
export type RoomTools = Decoded<typeof roomTools>;

const auditLine = object({
  id: toolCallId,
  message: optional(seq),
  agent: memberId,
  asker: memberId,
  tool: text,
  effect,
  arguments: text,
  status: callStatus,
  decidedBy: optional(memberId),
  result: optional(text),
  at: instant,
});
export type AuditLine = Decoded<typeof auditLine>;
const auditPage = object({ calls: list(auditLine), hasMore: withDefault(flag, false) });

/** Tools in a room: what an admin settles, what a person decides, and what was called. */
export const callApi = {
  tools: (room: RoomId) => get(`/api/rooms/${room}/tools`, roomTools),
  settle: (room: RoomId, settled: RoomTools) =>
    request('PUT', `/api/rooms/${room}/tools`, roomTools, {
      approvers: settled.approvers,
      off: settled.tools.filter((tool) => !tool.on).map((tool) => tool.name),
    }),
  /** The hash says which arguments the person has seen. */
  approve: (room: RoomId, call: ToolCallId, hash: string) => post(`/api/rooms/${room}/tool-calls/${call}/approve`, nothing, { hash }),
  reject: (room: RoomId, call: ToolCallId) => post(`/api/rooms/${room}/tool-calls/${call}/reject`, nothing),
  stop: (room: RoomId, call: ToolCallId) => post(`/api/rooms/${room}/tool-calls/${call}/stop`, nothing),
  audit: (room: RoomId, before: number | null) =>
    get(`/api/rooms/${room}/tool-calls${query({ before: before === null ? null : new Date(before).toISOString() })}`, auditPage),
};
