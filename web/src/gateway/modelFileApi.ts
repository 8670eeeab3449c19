import { get, nothing, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, instant, list, object, oneOf, optional, text, whole } from '../protocol/decode';

const file = object({ path: text, contextTokens: whole, threads: whole, memoryMegabytes: whole });
const trouble = object({
  kind: oneOf('library_missing', 'file_unusable', 'too_little_memory', 'memory_exceeded', 'ended'),
  detail: text,
});
const state = object({
  phase: oneOf('none', 'resting', 'loading', 'ready', 'failed'),
  percent: optional(whole),
  trouble: optional(trouble),
  until: optional(instant),
});
export type EngineState = Decoded<typeof state>;

const view = object({
  file: optional(file),
  fromSettings: flag,
  state,
  folder: text,
  choices: list(object({ path: text, megabytes: whole })),
  libraryThere: flag,
  processors: whole,
  memoryMegabytes: whole,
});
export type ModelFilePage = Decoded<typeof view>;

/** What is left out is chosen by the machine. */
export interface ModelFileForm {
  path: string;
  contextTokens?: number;
  threads?: number;
  memoryMegabytes?: number;
}

/** The model file that runs inside, for admins of the server. */
export const modelFileApi = {
  page: () => get('/api/model-file', view),
  name: (form: ModelFileForm) => request('PUT', '/api/model-file', view, form),
  remove: () => request('DELETE', '/api/model-file', nothing),
};
