package weilu.db;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * After some work its worker rests for so many times as long as it took, and never longer than a limit: what comes meanwhile
 * is done together, by then. The first after a silence waits for nothing. Any thread may ask.
 */
public final class Rest {
    private final int times;
    private final long nanosMax;
    private volatile long until = System.nanoTime();

    public Rest(int times, Duration max) {
        this.times = times;
        this.nanosMax = max.toNanos();
    }

    /** Work that began at this {@link System#nanoTime} has just ended. */
    public void after(long began) {
        long now = System.nanoTime();
        until = now + Math.min(nanosMax, times * (now - began));
    }

    /** How long it still rests; 0 or less when it is over. */
    public long nanosLeft() {
        return until - System.nanoTime();
    }

    public boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** Waits until the lock, which is held, is notified or the rest is over; when nothing is to be done, until it is notified. */
    public void await(Object lock, boolean isIdle) throws InterruptedException {
        if (isIdle) {
            lock.wait();
        } else {
            TimeUnit.NANOSECONDS.timedWait(lock, Math.max(1, nanosLeft()));
        }
    }
}
