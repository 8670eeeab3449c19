package weilu.db;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** An open transaction. It is given down the call, never stored. */
public final class Tx {
    private final Handle handle;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Handle handle) {
        this.handle = handle;
    }

    /** For the SQL of a {@code *Store}. */
    public Handle handle() {
        return handle;
    }

    /**
     * Runs the hint once the transaction is committed, on the committing thread; not at all when it rolls back. A hint
     * must be harmless to lose and must not throw.
     */
    public void afterCommit(Runnable hint) {
        afterCommit.add(hint);
    }

    /**
     * The commit does not wait for the disk: when the power fails, what it wrote may be gone, as if it had never been. Only
     * for what is then made again by itself, and only where no one is told that it is kept (DB18).
     */
    public void needNotLast() {
        handle.execute("set local synchronous_commit = off");
    }

    void runAfterCommit() {
        afterCommit.forEach(Runnable::run);
    }
}
