package weilu.room;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import weilu.id.RoomId;
import weilu.id.Seq;

/**
 * Tells readers of the log that a room's log has grown. It is a hint: it may be lost, doubled or late, and whoever gets
 * it reads the log after its own cursor.
 */
public final class RoomWakeups {
    /** Must be quick and must not throw: it hands the work to a thread of its own. */
    @FunctionalInterface
    public interface Listener {
        void appended(RoomId room, Seq upTo);
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    public void appended(RoomId room, Seq upTo) {
        for (Listener listener : listeners) {
            listener.appended(room, upTo);
        }
    }
}
