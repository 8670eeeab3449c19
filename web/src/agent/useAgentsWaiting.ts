import { useEffect, useState } from 'react';
import type { RoomState } from '../room/roomState';
import { seatApi } from './agentApi';

/** For a group's admins: how many agents wait for their yes, to come in or to do more. It follows what the server tells. */
export function useAgentsWaiting(state: RoomState): number {
  const room = state.room.id;
  const keeps = state.room.kind === 'group' && (state.me.role === 'owner' || state.me.role === 'admin');
  const [found, setFound] = useState(0);
  useEffect(() => {
    if (!keeps) return undefined;
    let current = true;
    seatApi.list(room).then((seats) => current && setFound(seats.filter((seat) => seat.member === null || seat.more).length), () => undefined);
    return () => {
      current = false;
    };
  }, [room, keeps]);
  return keeps ? (state.agentsWaiting ?? found) : 0;
}
