package weilu.db;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The pause of a worker whose work failed: it lasts, however often new work wakes the worker meanwhile. */
public final class Pause {
    private Pause() {}

    /** To be called with the lock held; waits on it. Ends early when closing, which must be notified of on the lock. */
    public static void hold(Object lock, Duration time, BooleanSupplier isClosing) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !isClosing.getAsBoolean(); left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(lock, left);
        }
    }
}
