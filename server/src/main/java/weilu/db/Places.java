package weilu.db;

import java.util.concurrent.atomic.AtomicInteger;

/** So many may be somewhere at once; who finds no place does not wait for one. */
public final class Places {
    private final String name;
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    public Places(String name, int limit) {
        this.name = name;
        this.limit = limit;
    }

    /** Takes all of these places or none. */
    public boolean take(int count) {
        int before = taken.getAndAccumulate(count, (now, more) -> now + more <= limit ? now + more : now);
        return before + count <= limit;
    }

    public boolean take() {
        return take(1);
    }

    public void give(int count) {
        taken.addAndGet(-count);
    }

    public void give() {
        give(1);
    }

    public BoundedQueue queue() {
        return new BoundedQueue(name, taken::get, limit);
    }
}
