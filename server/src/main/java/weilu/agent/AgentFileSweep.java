package weilu.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import weilu.db.Db;

/** Removes the files of retired agents and of drafts that were given up (AG12). To be run every hour or so. */
public final class AgentFileSweep {
    /** A draft is kept on its builder's device; so long it may wait there for its agent. */
    public static final Duration UNUSED_KEPT = Duration.ofDays(7);
    private static final int FILES_PER_COMMIT = 50;

    private final Db db;
    private final Clock clock;
    private final AgentFileStore store = new AgentFileStore();

    public AgentFileSweep(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Gives how many files were removed. */
    public int run() {
        Instant before = clock.instant().minus(UNUSED_KEPT);
        int removed = 0;
        int last;
        do {
            last = db.inTransaction(tx -> store.removeUnused(tx, before, FILES_PER_COMMIT));
            removed += last;
        } while (last == FILES_PER_COMMIT);
        return removed;
    }
}
