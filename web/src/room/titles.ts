import type { RoomEntry } from '../protocol/http';

/** A direct room is called by who else is in it. */
export function titleOf(entry: RoomEntry): string {
  return entry.counterpart?.displayName ?? entry.room.name;
}
