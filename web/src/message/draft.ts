import type { RoomId } from '../protocol/ids';

/** What was begun in a room and not sent; kept on this device. */
export function draftOf(room: RoomId): string {
  return localStorage.getItem(keyOf(room)) ?? '';
}

export function keepDraft(room: RoomId, text: string): void {
  if (text === '') localStorage.removeItem(keyOf(room));
  else localStorage.setItem(keyOf(room), text);
}

function keyOf(room: RoomId): string {
  return `weilu.draft.${room}`;
}
