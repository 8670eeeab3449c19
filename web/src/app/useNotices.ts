import { useEffect } from 'react';
import { wordsNow } from '../i18n/catalog';
import { notify } from '../message/notifications';
import { memberName, oneLine } from '../message/text';
import type { FrameOf } from '../protocol/frames';
import type { RoomEntry } from '../protocol/http';
import type { RoomId } from '../protocol/ids';
import { findMessage } from '../room/roomReducer';
import { titleOf } from '../room/titles';
import type { Client } from './client';
import { navigate } from './routes';
import { appWords } from './words';

/** What comes while catching up after a sleep is old news: it counts as unread, but does not ring. */
const FRESH_MILLIS = 60_000;

/** Rings for new messages as each room is set to: all, mentions, or none — and never for what is being read. */
export function useNotices(client: Client, onScreen: RoomId | null): void {
  useEffect(
    () =>
      client.onFrames((frame) => {
        if (frame.type !== 'event' || frame.event.type !== 'messagePosted') return;
        const entry = client.store.get().rooms.entries.get(frame.room);
        if (entry === undefined || !rings(entry, frame, onScreen, quotesMe(client, frame))) return;
        notify({
          title: wordsNow(appWords).newMessageFrom(nameOf(client, frame), titleOf(entry)),
          body: oneLine(frame.event).slice(0, 140),
          tag: `weilu-${frame.room}`,
          onPress: () => navigate({ screen: 'room', room: frame.room, message: null }),
        });
      }),
    [client, onScreen],
  );
}

function rings(entry: RoomEntry, frame: FrameOf<'event'>, onScreen: RoomId | null, quoted: boolean): boolean {
  if (frame.event.type !== 'messagePosted' || frame.event.recalled) return false;
  if (frame.event.author === entry.me.member || frame.event.importedAs !== null) return false;
  if (Date.now() - frame.at > FRESH_MILLIS) return false;
  if (frame.room === onScreen && document.visibilityState === 'visible' && document.hasFocus()) return false;
  if (entry.me.notify === 'all') return true;
  return entry.me.notify === 'mentions' && (quoted || frame.event.mentions.includes(entry.me.member));
}

/** Being quoted is being spoken to; known for rooms that are open. */
function quotesMe(client: Client, frame: FrameOf<'event'>): boolean {
  const open = client.store.get().open.get(frame.room);
  if (open === undefined || frame.event.type !== 'messagePosted' || frame.event.quote === null) return false;
  return findMessage(open, frame.event.quote)?.author === open.me.member;
}

function nameOf(client: Client, frame: FrameOf<'event'>): string {
  const open = client.store.get().open.get(frame.room);
  const entry = client.store.get().rooms.entries.get(frame.room);
  if (frame.event.type !== 'messagePosted') return '';
  if (open !== undefined) return memberName(open, frame.event.author);
  return entry?.counterpart?.displayName ?? wordsNow(appWords).title;
}
