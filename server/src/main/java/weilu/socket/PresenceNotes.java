package weilu.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import weilu.id.RoomId;

/** Tells a room who is there after a change, at most once a second however many come and go. */
final class PresenceNotes {
    private static final long APART_MILLIS = 1_000;
    private static final long FIRST_MILLIS = 50;

    private final Consumer<RoomId> tell;
    private final Timer timer;
    private final Set<RoomId> changed = ConcurrentHashMap.newKeySet();

    PresenceNotes(Consumer<RoomId> tell, Timer timer) {
        this.tell = tell;
        this.timer = timer;
    }

    void changed(RoomId room) {
        if (changed.add(room)) {
            timer.after(FIRST_MILLIS, () -> tellNow(room));
        }
    }

    /** A change within the next second is told at its end: the room stays marked until then. */
    private void tellNow(RoomId room) {
        tell.accept(room);
        timer.after(APART_MILLIS, () -> {
            changed.remove(room);
            tell.accept(room);
        });
    }
}
