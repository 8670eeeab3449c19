import { get, post, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';
import type { MemberId, RoomId, Seq, TurnId } from '../protocol/ids';
import { memberId, seq, turnId } from '../protocol/ids';

export const MANNERS = ['off', 'asked', 'sometimes', 'lively'] as const;
const manner = oneOf(...MANNERS);
export type Manner = Decoded<typeof manner>;

export const EVERY = ['none', 'daily', 'weekdays', 'weekly'] as const;
const every = oneOf(...EVERY);
export type Every = Decoded<typeof every>;

/** How readily an agent speaks in a room (weilu.turn.Manners.View). */
const agentManner = object({
  agent: memberId,
  name: text,
  manner,
  keywords: list(text),
  quietFrom: optional(text),
  quietTo: optional(text),
  timeZone: text,
  hourlyMax: whole,
  greets: withDefault(flag, false),
  /** When it speaks by the clock, in the time zone above. */
  schedule: optional(object({ every, day: optional(whole), at: optional(text), wish: optional(text) })),
});
export type AgentManner = Decoded<typeof agentManner>;

const numbers = object({
  hops: optional(whole),
  max: optional(whole),
  turns: optional(whole),
  minutes: optional(whole),
  seconds: optional(whole),
  handovers: optional(whole),
});

/** What one agent did about a message, and by which rule (weilu.turn.Why.Line). */
const whyLine = object({
  agent: memberId,
  name: text,
  manner,
  rule: text,
  numbers,
  trigger: seq,
  turn: optional(turnId),
  asker: optional(memberId),
  end: optional(text),
});
export type WhyLine = Decoded<typeof whyLine>;

const whyView = object({
  message: seq,
  own: optional(whyLine),
  agents: list(whyLine),
  chain: optional(object({ began: seq, turns: whole, promptTokens: whole, answerTokens: whole })),
});
export type WhyView = Decoded<typeof whyView>;

export type MannerChange = Partial<Omit<AgentManner, 'agent' | 'name'>>;

export const turnApi = {
  why: (room: RoomId, message: Seq) => get(`/api/rooms/${room}/messages/${message}/why`, whyView),
  manners: (room: RoomId) => get(`/api/rooms/${room}/manners`, object({ agents: list(agentManner) })),
  setManner: (room: RoomId, agent: MemberId, change: MannerChange) => request('PUT', `/api/rooms/${room}/manners/${agent}`, agentManner, change),
  stopAll: (room: RoomId) => post(`/api/rooms/${room}/turns/stop`, object({ turns: withDefault(whole, 0) })),
  again: (room: RoomId, turn: TurnId, beside: boolean, model: number | null) => post(`/api/rooms/${room}/turns/${turn}/again`, object({ turn: turnId }), { beside, model }),
};

/** Words as people list them: by spaces, or by commas of any script. */
export function keywordsOf(line: string): string[] {
  return line.split(/[\s,，、;；]+/).filter((word) => word !== '');
}
