import { get, nothing, post, request } from '../app/http';
import type { Me } from '../protocol/http';
import { me, serverInfo } from '../protocol/http';

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
  signOut: () => request('DELETE', '/api/sign-ins/current', nothing),
  signOutEverywhere: () => request('DELETE', '/api/sign-ins', nothing),
};

/** The browser's own time zone, by name. */
export function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai';
}
