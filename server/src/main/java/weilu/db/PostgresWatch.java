package weilu.db;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees that the server's own PostgreSQL runs while the server does, and starts it again when it has ended (DB12): it was
 * killed, or gave up because its disk was full. Whoever closes the watch may then stop PostgreSQL for good.
 */
final class PostgresWatch implements AutoCloseable {
    /** Three of the files PostgreSQL writes its log into: it ends when it cannot begin the next. */
    private static final long FREE_BYTES_MIN = 48L << 20;
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);
    private static final Duration TRY_EVERY_MIN = Duration.ofMillis(500);
    private static final Duration TRY_EVERY_MAX = Duration.ofSeconds(4);
    /** A start takes a moment; one that replays much is stopped with PostgreSQL itself. */
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(PostgresWatch.class.getName());

    private final PostgresCluster cluster;
    private final Thread thread;
    private volatile boolean closing;
    private volatile String trouble;
    private volatile String nearlyFull;

    PostgresWatch(PostgresCluster cluster) {
        this.cluster = cluster;
        this.thread = Thread.ofPlatform().daemon().name("postgres-watch").start(this::run);
    }

    /** Why PostgreSQL does not run now, in one sentence; empty when all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Set while so little of the disk is free that PostgreSQL would have to give up; it reads for as long as it need not. */
    Optional<String> nearlyFull() {
        return Optional.ofNullable(nearlyFull);
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            lookAtDisk();
            if (!isRunning()) {
                bringBack();
            }
            pause(LOOK_EVERY);
        }
    }

    /** When that cannot be told, nothing is started: there must never be two. */
    private boolean isRunning() {
        try {
            return Postmaster.of(cluster.folder()).isPresent();
        } catch (IOException notTold) {
            return true;
        }
    }

    private void lookAtDisk() {
        boolean isFull = cluster.folder().toFile().getUsableSpace() < FREE_BYTES_MIN;
        if (isFull && nearlyFull == null) {
            nearlyFull = DiskSpace.sentence(cluster.folder());
            LOG.log(System.Logger.Level.WARNING, "{0} Until then nothing is written.", nearlyFull);
        } else if (!isFull && nearlyFull != null) {
            nearlyFull = null;
            LOG.log(System.Logger.Level.INFO, "There is room on the disk again; writing goes on.");
        }
    }

    private void bringBack() {
        long since = System.nanoTime();
        say("PostgreSQL has ended by itself; it is being started again.");
        Duration wait = TRY_EVERY_MIN;
        while (!closing) {
            lookAtDisk();
            try {
                cluster.startAgain();
                trouble = null;
                LOG.log(System.Logger.Level.INFO, "PostgreSQL runs again, after {0} ms",
                        Duration.ofNanos(System.nanoTime() - since).toMillis());
                return;
            } catch (IOException | DatabaseUnavailable failure) {
                say(DiskSpace.isFull(failure.getMessage()) ? DiskSpace.sentence(cluster.folder())
                        : String.valueOf(failure.getMessage()));
                pause(wait);
                wait = wait.compareTo(TRY_EVERY_MAX) < 0 ? wait.multipliedBy(2) : TRY_EVERY_MAX;
            }
        }
    }

    /** Each reason once, however often it is tried. */
    private void say(String sentence) {
        if (!closing && !sentence.equals(trouble)) {
            LOG.log(System.Logger.Level.WARNING, sentence);
        }
        trouble = sentence;
    }

    private void pause(Duration time) {
        if (!closing) {
            LockSupport.parkNanos(time.toNanos());
        }
    }
}
