import { get } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { flag, list, object, text, whole, withDefault } from '../protocol/decode';

const choice = object({ id: whole, name: text, provider: withDefault(text, ''), local: withDefault(flag, false) });
export type ModelChoice = Decoded<typeof choice>;

/** The models an agent can be given. */
export const modelChoiceApi = {
  list: () => get('/api/models', object({ models: list(choice) })).then((found) => found.models),
};
