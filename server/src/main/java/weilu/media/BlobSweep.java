package weilu.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weilu.db.Db;

/** Removes blobs nobody refers to (MD12). To be run every hour or so. */
public final class BlobSweep {
    public static final Duration UNUSED_KEPT = Duration.ofDays(1);
    private static final int BLOBS_PER_COMMIT = 100;
    private static final int FILES_PER_COMMIT = 1_000;

    private final Db db;
    private final BlobStore blobs;
    private final BlobRowStore rows;
    private final Clock clock;

    public BlobSweep(Db db, BlobStore blobs, BlobRowStore rows, Clock clock) {
        this.db = db;
        this.blobs = blobs;
        this.rows = rows;
        this.clock = clock;
    }

    /** Gives how many blobs were removed. */
    public int run() {
        Instant before = clock.instant().minus(UNUSED_KEPT);
        blobs.clearIncoming(before);
        adoptStrays(before);
        int removed = 0;
        int last;
        do {
            last = db.inTransaction(tx -> {
                if (!rows.mayRemove(tx)) {
                    return 0;
                }
                List<BlobHash> unused = rows.removeUnused(tx, before, BLOBS_PER_COMMIT);
                unused.forEach(blobs::remove);
                return unused.size();
            });
            removed += last;
        } while (last == BLOBS_PER_COMMIT);
        return removed;
    }

    /** A crash between rename and commit leaves a file without a row. */
    private void adoptStrays(Instant before) {
        List<BlobHash> batch = new ArrayList<>();
        blobs.eachOlderThan(before, hash -> {
            batch.add(hash);
            if (batch.size() == FILES_PER_COMMIT) {
                adopt(batch, before);
            }
        });
        adopt(batch, before);
    }

    private void adopt(List<BlobHash> batch, Instant before) {
        db.useTransaction(tx -> rows.adopt(tx, batch, before.minusSeconds(1)));
        batch.clear();
    }
}
