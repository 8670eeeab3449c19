package weilu.bench;

import java.util.concurrent.locks.LockSupport;

/** Offers work at a steady rate, whether or not it is kept up with. */
final class Pace {
    private static final long TICK_NANOS = 1_000_000;

    /** One piece of work, by its number. */
    interface Work {
        void run(long number) throws Exception;
    }

    private Pace() {}

    /** Returns how many pieces were offered. */
    static long keep(double perSecond, double seconds, Work work) throws Exception {
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        long done = 0;
        for (long now = began; now < end; now = System.nanoTime()) {
            long due = (long) ((now - began) / 1e9 * perSecond);
            while (done < due) {
                work.run(done++);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        return done;
    }
}
