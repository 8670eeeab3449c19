import { useEffect } from 'react';
import { toast } from '../design/Toast';
import { useWords } from '../i18n/catalog';
import { unreadInAll } from '../room/roomsReducer';
import { useApp, useClient } from './context';
import { navigate, useRoute } from './routes';
import { useNotices } from './useNotices';
import { appWords } from './words';

/** What happens at the edge of the page: the title's badge, and leaving a room one was removed from. */
export function Notices() {
  const words = useWords(appWords);
  const client = useClient();
  const route = useRoute();
  const unread = useApp((state) => unreadInAll(state.rooms));
  useEffect(() => {
    document.title = unread > 0 ? words.unreadTitle(unread) : words.title;
    if ('setAppBadge' in navigator) void navigator.setAppBadge(unread).catch(() => undefined);
  }, [unread, words]);
  const room = route.screen === 'room' || route.screen === 'roomSettings' ? route.room : null;
  useNotices(client, room);
  const entry = useApp((state) => (room === null ? undefined : state.rooms.entries.get(room)));
  useEffect(
    () =>
      client.onFrames((frame) => {
        if (frame.type !== 'roomClosed') return;
        if (frame.room === room) navigate({ screen: 'rooms' }, 'replace');
        if (frame.how !== 'left') toast(words.removed(frame.room === room ? (entry?.room.name ?? '') : String(frame.room)), 'bad');
      }),
    [client, room, entry, words],
  );
  return null;
}
