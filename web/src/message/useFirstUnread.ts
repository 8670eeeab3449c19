import { useState } from 'react';
import { useApp } from '../app/context';
import type { Seq } from '../protocol/ids';
import type { RoomState } from '../room/roomState';
import { useRoomUi } from './roomUi';

/** As many unread messages usually fit on the screen: no need to offer a way to them. */
const IN_SIGHT = 6;

/** The way to the first unread message, until it is taken. */
export function useFirstUnread(state: RoomState): { seq: Seq; count: number } | null {
  const { ui } = useRoomUi();
  const entry = useApp((app) => app.rooms.entries.get(state.room.id));
  const [count] = useState(entry?.unread ?? 0);
  if (count <= IN_SIGHT || ui.target !== null || state.newAfter === null) return null;
  return { seq: (state.newAfter + 1) as Seq, count };
}
