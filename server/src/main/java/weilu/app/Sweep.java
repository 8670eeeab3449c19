package weilu.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import weilu.agent.AgentFileSweep;
import weilu.media.BlobSweep;

/** Once an hour, on one node, removes what nobody needs: files never posted or referred to no more, sign-ins that are over. */
@Singleton
class Sweep {
    private static final long FIRST_AFTER_MINUTES = 5;
    private static final long EVERY_MINUTES = 60;
    /** Who took it has it until shortly before its own next time. */
    private static final Duration HOLD = Duration.ofMinutes(EVERY_MINUTES - 1);
    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    private final Wiring wiring;
    private final BlobSweep blobs;
    private final AgentFileSweep agentFiles;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweep").factory());

    Sweep(Wiring wiring) {
        this.wiring = wiring;
        this.blobs = new BlobSweep(wiring.db, wiring.blobs, wiring.blobRows, wiring.clock);
        this.agentFiles = new AgentFileSweep(wiring.db, wiring.clock);
    }

    void start(@Observes StartupEvent starting) {
        timer.scheduleWithFixedDelay(this::run, FIRST_AFTER_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** Before the database goes. */
    void stop(@Observes @Priority(0) ShutdownEvent stopping) {
        timer.shutdownNow();
    }

    void run() {
        try {
            if (wiring.db.inTransaction(tx -> wiring.chores.take(tx, "sweep", HOLD))) {
                sweepAll();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "nothing is swept this time: {0}", e.toString());
        }
    }

    /** Each sweep by itself: one that fails must not keep the others from being done. */
    private void sweepAll() {
        sweep("uploads never posted", wiring.attachments::sweepWaiting);
        sweep("files", blobs::run);
        sweep("files of agents", agentFiles::run);
        sweep("reservations of coins that are over", wiring.coins::expireReservations);
        sweep("sign-ins that are over", () -> wiring.db.inTransaction(wiring.signIns::forgetExpired));
    }

    private static void sweep(String what, IntSupplier work) {
        try {
            int removed = work.getAsInt();
            if (removed > 0) {
                LOG.log(System.Logger.Level.INFO, "swept {0} {1}", removed, what);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the sweep of {0} failed: {1}", what, e.toString());
        }
    }
}
