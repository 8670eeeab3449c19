import type { RoomEntry } from '../protocol/http';

/** A direct room with an agent. */
export function isConversation(entry: RoomEntry): boolean {
  return entry.counterpart?.kind === 'agent';
}

/** A conversation is called by its title, another direct room is called by who else is in it. */
export function titleOf(entry: RoomEntry): string {
  if (isConversation(entry)) return entry.room.name || (entry.counterpart?.displayName ?? '');
  return entry.counterpart?.displayName ?? entry.room.name;
}
