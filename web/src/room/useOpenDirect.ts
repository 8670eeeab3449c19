import { useClient } from '../app/context';
import { explain, problemOf } from '../app/problemWords';
import { navigate } from '../app/routes';
import { toast } from '../design/Toast';
import type { RoomSnapshot } from '../protocol/http';

/** Opens a direct room, new or as it was, and goes there; says so when it cannot. */
export function useOpenDirect<Whom extends unknown[]>(open: (...whom: Whom) => Promise<RoomSnapshot>) {
  const client = useClient();
  return async (...whom: Whom): Promise<void> => {
    try {
      const snapshot = await open(...whom);
      client.takeSnapshot(snapshot);
      navigate({ screen: 'room', room: snapshot.room.id, message: null });
    } catch (failure) {
      toast(explain(problemOf(failure).code), 'bad');
    }
  };
}
