package weilu.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import weilu.media.BlobSweep;

/** Once an hour, removes files that were never posted or that nobody refers to any more. */
@Singleton
class FileSweep {
    private static final long FIRST_AFTER_MINUTES = 5;
    private static final long EVERY_MINUTES = 60;
    private static final System.Logger LOG = System.getLogger(FileSweep.class.getName());

    private final Wiring wiring;
    private final BlobSweep blobs;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("file-sweep").factory());

    FileSweep(Wiring wiring) {
        this.wiring = wiring;
        this.blobs = new BlobSweep(wiring.db, wiring.blobs, wiring.blobRows, wiring.clock);
    }

    void start(@Observes StartupEvent starting) {
        timer.scheduleWithFixedDelay(this::run, FIRST_AFTER_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** Before the database goes. */
    void stop(@Observes @Priority(0) ShutdownEvent stopping) {
        timer.shutdownNow();
    }

    private void run() {
        try {
            int waiting = wiring.attachments.sweepWaiting();
            int removed = blobs.run();
            if (waiting + removed > 0) {
                LOG.log(System.Logger.Level.INFO, "swept {0} uploads never posted, {1} files", waiting, removed);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the sweep of files failed: {0}", e.toString());
        }
    }
}
