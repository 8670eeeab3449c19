import { useEffect } from 'react';
import { wordsNow } from '../i18n/catalog';
import { notify } from '../message/notifications';
import { memberName, oneLine } from '../message/text';
import type { FrameOf } from '../protocol/frames';
import type { RoomEntry } from '../protocol/http';
import type { RoomId } from '../protocol/ids';
import { findMessage } from '../room/roomReducer';
import { speaksToMe } from '../room/spokenTo';
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
      client.onFrames((frame, before) => {
        if (frame.type !== 'event' || (frame.event.type !== 'messagePosted' && frame.event.type !== 'messageEdited')) return;
        const entry = client.store.get().rooms.entries.get(frame.room);
        const spokenTo = before !== undefined && speaksToMe(before, frame.event);
        if (entry === undefined || !rings(entry, frame, onScreen, spokenTo)) return;
        notify({
          title: wordsNow(appWords).newMessageFrom(nameOf(client, frame), titleOf(entry)),
          body: oneLine({ attachments: [], ...frame.event }).slice(0, 140),
          tag: `weilu-${frame.room}`,
          onPress: () => navigate({ screen: 'room', room: frame.room, message: null }),
        });
      }),
    [client, onScreen],
  );
}

function rings(entry: RoomEntry, frame: FrameOf<'event'>, onScreen: RoomId | null, spokenTo: boolean): boolean {
  const { event } = frame;
  if (event.type === 'messagePosted' && (event.recalled || event.author === entry.me.member || event.importedAs !== null)) return false;
  if (event.type === 'messageEdited' && !spokenTo) return false;
  if (Date.now() - frame.at > FRESH_MILLIS) return false;
  if (frame.room === onScreen && document.visibilityState === 'visible' && document.hasFocus()) return false;
  if (entry.me.notify === 'all') return true;
  const mentioned = event.type === 'messagePosted' && event.mentions.includes(entry.me.member);
  return entry.me.notify === 'mentions' && (spokenTo || mentioned);
}

function nameOf(client: Client, frame: FrameOf<'event'>): string {
  const open = client.store.get().open.get(frame.room);
  const entry = client.store.get().rooms.entries.get(frame.room);
  const author = frame.event.type === 'messagePosted' ? frame.event.author : frame.event.type === 'messageEdited' && open ? findMessage(open, frame.event.message)?.author : undefined;
  if (open !== undefined && author !== undefined) return memberName(open, author);
  return entry?.counterpart?.displayName ?? wordsNow(appWords).title;
}
