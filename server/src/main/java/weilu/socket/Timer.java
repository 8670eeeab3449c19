package weilu.socket;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something later; a test decides when later is. */
interface Timer extends AutoCloseable {
    /** After this time, or never when the timer is closed before. */
    void after(long millis, Runnable work);

    @Override
    void close();

    /** A timer on a thread of its own. */
    static Timer onThread(String name) {
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
        return new Timer() {
            @Override
            public void after(long millis, Runnable work) {
                try {
                    clock.schedule(work, millis, TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException e) {
                    // Closed: the server is going down, and nothing is due any more.
                }
            }

            @Override
            public void close() {
                clock.shutdownNow();
            }
        };
    }
}
