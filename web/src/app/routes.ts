import { useSyncExternalStore } from 'react';
import type { RoomId, Seq } from '../protocol/ids';

/** Every address of the client. Add a case here, in `parse`, in `pathOf` and in `Screens`. */
export type Route =
  | { screen: 'rooms' }
  | { screen: 'room'; room: RoomId; message: Seq | null }
  | { screen: 'roomSettings'; room: RoomId; page: string }
  | { screen: 'outbound'; room: RoomId }
  | { screen: 'usage'; room: RoomId | null }
  | { screen: 'signIn' }
  | { screen: 'signUp'; setup: string | null; invitation: string | null }
  | { screen: 'invitation'; secret: string }
  | { screen: 'directory' }
  | { screen: 'coins' }
  | { screen: 'agents' }
  | { screen: 'agentBuilder'; agent: number | null }
  | { screen: 'agentUsage'; agent: number }
  | { screen: 'entrance'; number: number }
  | { screen: 'settings'; page: string };

export function parse(url: URL): Route {
  const [first = '', second = '', third = '', fourth = ''] = url.pathname.split('/').slice(1).map(decodeURIComponent);
  switch (first) {
    case 'r':
      return roomRoute(second, third, fourth);
    case 'sign-in':
      return { screen: 'signIn' };
    case 'sign-up':
      return { screen: 'signUp', setup: url.searchParams.get('setup'), invitation: url.searchParams.get('invitation') };
    case 'setup':
      return { screen: 'signUp', setup: second || url.searchParams.get('token'), invitation: null };
    case 'i':
      return { screen: 'invitation', secret: second };
    case 'directory':
      return { screen: 'directory' };
    case 'coins':
      return { screen: 'coins' };
    case 'usage':
      return { screen: 'usage', room: null };
    case 'agents':
      return agentsRoute(second, third);
    case 'a':
      return isNumber(second) ? { screen: 'entrance', number: Number(second) } : { screen: 'rooms' };
    case 'settings':
      return { screen: 'settings', page: second || 'profile' };
    default:
      return { screen: 'rooms' };
  }
}

export function pathOf(route: Route): string {
  switch (route.screen) {
    case 'rooms':
      return '/';
    case 'room':
      return route.message === null ? `/r/${route.room}` : `/r/${route.room}/m/${route.message}`;
    case 'roomSettings':
      return `/r/${route.room}/settings/${route.page}`;
    case 'outbound':
      return `/r/${route.room}/outbound`;
    case 'usage':
      return route.room === null ? '/usage' : `/r/${route.room}/usage`;
    case 'signIn':
      return '/sign-in';
    case 'signUp':
      return route.invitation === null ? '/sign-up' : `/sign-up?invitation=${encodeURIComponent(route.invitation)}`;
    case 'invitation':
      return `/i/${encodeURIComponent(route.secret)}`;
    case 'directory':
      return '/directory';
    case 'coins':
      return '/coins';
    case 'agents':
      return '/agents';
    case 'agentUsage':
      return `/agents/${route.agent}/usage`;
    case 'agentBuilder':
      return `/agents/${route.agent ?? 'new'}`;
    case 'entrance':
      return `/a/${route.number}`;
    case 'settings':
      return `/settings/${route.page}`;
  }
}

export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState({ inside: true }, '', pathOf(route));
  else history.replaceState(history.state, '', pathOf(route));
  refresh();
}

/** Back where one came from, or to the given place when the page was opened here. */
export function goBack(otherwise: Route): void {
  if ((history.state as { inside?: boolean } | null)?.inside) history.back();
  else navigate(otherwise, 'replace');
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => current);
}

let current: Route = parse(new URL(location.href));
const listeners = new Set<() => void>();

function refresh(): void {
  current = parse(new URL(location.href));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', refresh);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', refresh);
  };
}

function agentsRoute(second: string, third: string): Route {
  if (second === 'new') return { screen: 'agentBuilder', agent: null };
  if (!isNumber(second)) return { screen: 'agents' };
  return { screen: third === 'usage' ? 'agentUsage' : 'agentBuilder', agent: Number(second) };
}

function isNumber(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text);
}

function roomRoute(number: string, kind: string, rest: string): Route {
  const room = Number(number);
  if (!Number.isSafeInteger(room) || room <= 0) return { screen: 'rooms' };
  if (kind === 'settings') return { screen: 'roomSettings', room: room as RoomId, page: rest || 'room' };
  if (kind === 'usage') return { screen: 'usage', room: room as RoomId };
  if (kind === 'outbound') return { screen: 'outbound', room: room as RoomId };
  const message = kind === 'm' && /^\d{1,15}$/.test(rest) ? (Number(rest) as Seq) : null;
  return { screen: 'room', room: room as RoomId, message };
}
