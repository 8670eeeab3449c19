import { get, nothing, query, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';
import type { RoomId } from '../protocol/ids';

const usageRow = object({
  day: text,
  key: optional(text),
  name: optional(text),
  calls: whole,
  turns: whole,
  deepTurns: whole,
  tokens: whole,
  promptTokens: whole,
  answerTokens: whole,
  estimated: withDefault(flag, false),
  costMicros: optional(whole),
  currency: optional(text),
});
export type UsageRow = Decoded<typeof usageRow>;

const report = object({ from: text, to: text, zone: text, rows: list(usageRow) });
export type UsageReport = Decoded<typeof report>;

export const scope = oneOf('person', 'room', 'agent', 'server');
export type Scope = Decoded<typeof scope>;
export const measure = oneOf('tokens', 'turns', 'deep_turns');
export type Measure = Decoded<typeof measure>;

const quota = object({ scope, subject: whole, name: optional(text), measure, most: optional(whole) });
export type Quota = Decoded<typeof quota>;
const quotas = object({ quotas: list(quota), zone: text });

const bill = object({ turns: whole, tokens: whole, costMicros: optional(whole), currency: optional(text) });
export type Bill = Decoded<typeof bill>;

const left = object({ measure, most: whole, used: whole, freeAt: instant });
export type Left = Decoded<typeof left>;

/** What of it is shown; null is everything. */
export interface UsageFilter {
  room?: string | null;
  person?: string | null;
  agent?: string | null;
  model?: string | null;
}
export type Dimension = keyof UsageFilter;

export type By = 'room' | 'person' | 'agent' | 'model' | 'purpose';

/** Whose use is shown: everybody's, one's own, a room's, or that of an agent one has built. */
export type UsageOf = { of: 'server' } | { of: 'me' } | { of: 'room'; room: RoomId } | { of: 'agent'; agent: number };

/** What was used of models, and what may be. Counts only. */
export const usageApi = {
  report: (whose: UsageOf, by: By, days: number, filter: UsageFilter = {}) => get(`${path(whose)}${query({ by, days, ...filter })}`, report),
  left: () => get('/api/me/usage/left', object({ quotas: list(left), today: withDefault(list(bill), []) })),
  quotas: () => get('/api/quotas', quotas),
  /** @param most null is no limit, although there may be a default */
  setQuota: (one: { scope: Scope; subject: number; measure: Measure }, most: number | null) =>
    request('PUT', `/api/quotas/${one.scope}/${one.subject}/${one.measure}`, quotas, { most }),
  forgetQuota: (one: { scope: Scope; subject: number; measure: Measure }) =>
    request('DELETE', `/api/quotas/${one.scope}/${one.subject}/${one.measure}`, nothing),
};

function path(whose: UsageOf): string {
  switch (whose.of) {
    case 'server':
      return '/api/usage';
    case 'me':
      return '/api/me/usage';
    case 'room':
      return `/api/rooms/${whose.room}/usage`;
    case 'agent':
      return `/api/agents/${whose.agent}/usage`;
  }
}
