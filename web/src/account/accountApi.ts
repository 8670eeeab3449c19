import { get, nothing, post, request, upload } from '../app/http';
import { object, text } from '../protocol/decode';
import { blocks, signIns } from '../protocol/doors';
import type { Me } from '../protocol/http';
import { me, serverInfo } from '../protocol/http';
import type { AccountId } from '../protocol/ids';

export interface SignUp {
  name: string;
  password: string;
  displayName?: string;
  language: string;
  timeZone: string;
  invitation?: string;
  setup?: string;
}

export const accountApi = {
  server: () => get('/api/server', serverInfo),
  me: () => get('/api/me', me),
  signUp: (form: SignUp): Promise<Me> => post('/api/accounts', me, form),
  signIn: (name: string, password: string): Promise<Me> => post('/api/sign-ins', me, { name, password }),
  changeMe: (change: { displayName?: string; picture?: string; language?: string; timeZone?: string }): Promise<Me> =>
    request('PATCH', '/api/me', me, change),
  changePassword: (current: string | undefined, password: string) =>
    request('PUT', '/api/me/password', nothing, { current, password }),
  upgrade: (name: string, password: string): Promise<Me> => post('/api/me/upgrade', me, { name, password }),
  blocks: () => get('/api/blocks', blocks),
  unblock: (account: AccountId) => request('DELETE', `/api/blocks/${account}`, nothing),
  signIns: () => get('/api/sign-ins', signIns),
  endSignIn: (id: number) => request('DELETE', `/api/sign-ins/${id}`, nothing),
  uploadPicture: (bytes: Blob) => upload('/api/pictures', bytes, object({ picture: text })),
  signOut: () => request('DELETE', '/api/sign-ins/current', nothing),
  signOutEverywhere: () => request('DELETE', '/api/sign-ins', nothing),
};

/** The browser's own time zone, by name. */
export function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai';
}
