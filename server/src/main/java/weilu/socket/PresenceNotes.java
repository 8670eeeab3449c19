package weilu.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import weilu.id.RoomId;

/** Tells a room who is there after a change, at most once a second however many come and go. */
final class PresenceNotes implements AutoCloseable {
    private static final long APART_MILLIS = 1_000;
    private static final long FIRST_MILLIS = 50;

    private final Consumer<RoomId> tell;
    private final Set<RoomId> changed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("presence").factory());

    PresenceNotes(Consumer<RoomId> tell) {
        this.tell = tell;
    }

    void changed(RoomId room) {
        if (changed.add(room)) {
            later(() -> tellNow(room), FIRST_MILLIS);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** A change within the next second is told at its end: the room stays marked until then. */
    private void tellNow(RoomId room) {
        tell.accept(room);
        later(() -> {
            changed.remove(room);
            tell.accept(room);
        }, APART_MILLIS);
    }

    private void later(Runnable work, long millis) {
        try {
            clock.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is going down; nobody needs to know who is there.
        }
    }
}
