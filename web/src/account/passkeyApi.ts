import { get, nothing, post, request } from '../app/http';
import type { Decoded } from '../protocol/decode';
import { instant, list, object, optional, text, whole } from '../protocol/decode';
import { me } from '../protocol/http';

const descriptors = list(object({ type: text, id: text }));
const raw = (value: unknown) => value as object;

/** The fields that are byte strings are named; the rest goes to the browser as it came. */
const creation = (value: unknown) => ({
  ...raw(value),
  ...object({ challenge: text, user: object({ id: text, name: text, displayName: text }), excludeCredentials: descriptors })(value),
});
const assertion = (value: unknown) => ({ ...raw(value), ...object({ challenge: text, allowCredentials: descriptors })(value) });

const passkeys = list(object({ id: whole, label: text, createdAt: instant, usedAt: optional(instant) }));
export type PasskeyView = Decoded<typeof passkeys>[number];

export const passkeyApi = {
  registrationOptions: () => post('/api/passkeys/registration-options', creation),
  register: (credential: object) => post('/api/passkeys', nothing, credential),
  list: () => get('/api/passkeys', passkeys),
  remove: (id: number) => request('DELETE', `/api/passkeys/${id}`, nothing),
  signInOptions: () => post('/api/passkeys/sign-in-options', assertion),
  signIn: (credential: object) => post('/api/sign-ins/passkey', me, credential),
};
