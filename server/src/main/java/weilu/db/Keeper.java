package weilu.db;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks for work again and again, on a virtual thread of its own, and at once when it is woken (DB19). A look that fails is
 * logged and tried again with the next.
 */
public final class Keeper implements AutoCloseable {
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(3);
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());

    private final String name;
    private final Duration every;
    private final Runnable look;
    private final Thread thread;
    private volatile boolean closing;

    /** @param look does what is due; runs on one thread, never twice at once */
    public Keeper(String name, Duration every, Runnable look) {
        this.name = name;
        this.every = every;
        this.look = look;
        thread = Thread.ofVirtual().name(name).unstarted(this::keep);
    }

    /** Begins with a first look. Call it once. */
    public void open() {
        thread.start();
    }

    /** There may be something to do; returns at once. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    public boolean isClosing() {
        return closing;
    }

    /** Waits for the look at hand; an interrupt would break its connection. Harmless when it was never opened. */
    @Override
    public void close() {
        closing = true;
        wake();
        awaitEnd(thread);
    }

    /** Waits for a thread that is about to end by itself, if it was ever begun. */
    public static void awaitEnd(Thread thread) {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(CLOSE_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        while (!closing) {
            try {
                look.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, name + " failed and looks again later", e);
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }
}
