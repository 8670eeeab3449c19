import { get, nothing, post, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, whole, withDefault } from '../protocol/decode';

const problem = object({ kind: text, detail: withDefault(text, '') });
const found = object({
  at: instant,
  latencyMs: optional(whole),
  streams: optional(flag),
  tools: optional(flag),
  sees: optional(flag),
  thinks: optional(flag),
  problem: optional(problem),
});
const price = object({ promptMicros: whole, answerMicros: whole, currency: text });
const model = object({
  id: whole,
  provider: whole,
  name: text,
  shownName: withDefault(text, ''),
  enabled: withDefault(flag, true),
  trainsOnData: withDefault(flag, false),
  price: optional(price),
  found: optional(found),
});
export type Model = Decoded<typeof model>;

const provider = object({
  id: whole,
  name: text,
  preset: withDefault(text, 'other'),
  baseUrl: text,
  model: optional(text),
  hasKey: withDefault(flag, false),
  localAllowed: withDefault(flag, false),
  enabled: withDefault(flag, true),
  fromSettings: withDefault(flag, false),
  models: list(model),
});
export type Provider = Decoded<typeof provider>;

const preset = object({ preset: text, chinese: text, english: text, baseUrl: text, models: list(text), local: flag });
export type Preset = Decoded<typeof preset>;

const circuit = object({ provider: whole, state: oneOf('closed', 'open', 'half_open'), failures: whole, until: optional(instant) });
export type Circuit = Decoded<typeof circuit>;

const page = object({ providers: list(provider), presets: list(preset), circuits: list(circuit) });
export type ModelsPage = Decoded<typeof page>;

const trial = object({
  ok: flag,
  latencyMs: optional(whole),
  streaming: withDefault(flag, false),
  text: optional(text),
  problem: optional(problem),
});
export type Trial = Decoded<typeof trial>;

const offer = object({ models: list(text), problem: optional(problem) });
export type Offer = Decoded<typeof offer>;

const route = object({ label: text, model: whole, examples: list(text) });
export type RouteForm = Decoded<typeof route>;
const routes = object({ routes: list(route) });

const chosen = object({ label: optional(text), model: optional(whole), example: optional(text), percent: whole });
export type Chosen = Decoded<typeof chosen>;

/** An absent key stands for the one that is stored: it is never shown again. */
export interface ProviderForm {
  id?: number;
  name?: string;
  preset: string;
  baseUrl?: string;
  model?: string;
  models?: string[];
  key?: string;
  localAllowed: boolean;
  enabled: boolean;
}

export interface ModelChange {
  name?: string;
  shownName?: string;
  enabled?: boolean;
  trainsOnData?: boolean;
  price?: { promptMicros: number; answerMicros: number; currency: string };
  /** True forgets the price. */
  priceUnknown?: boolean;
  first?: boolean;
}

/** The models of the server, for its admins. */
export const modelsApi = {
  page: () => get('/api/providers', page),
  add: (form: ProviderForm) => post('/api/providers', provider, form),
  change: (id: number, form: ProviderForm) => request('PATCH', `/api/providers/${id}`, provider, form),
  remove: (id: number) => request('DELETE', `/api/providers/${id}`, nothing),
  order: (providers: number[]) => request('PUT', '/api/providers/order', page, { providers }),
  tryForm: (form: ProviderForm) => post('/api/providers/try', trial, form),
  offeredBy: (form: ProviderForm) => post('/api/providers/offered', offer, form),
  offered: (id: number) => get(`/api/providers/${id}/offered`, offer),
  addModel: (of: number, name: string) => post('/api/models', model, { provider: of, name }),
  changeModel: (id: number, change: ModelChange) => request('PATCH', `/api/models/${id}`, model, change),
  removeModel: (id: number) => request('DELETE', `/api/models/${id}`, nothing),
  tryModel: (id: number) => post(`/api/models/${id}/try`, model),
};

/** Which questions go to which model. */
export const routesApi = {
  list: () => get('/api/model-routes', routes).then((page) => page.routes),
  replace: (wanted: RouteForm[]) => request('PUT', '/api/model-routes', routes, { routes: wanted }).then((page) => page.routes),
  tryOut: (question: string) => post('/api/model-routes/try', chosen, { text: question }),
};
