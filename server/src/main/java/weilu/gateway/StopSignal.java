package weilu.gateway;

import java.time.Duration;

/** Lets one thread end what another is waiting for. Once given it stays given. */
public final class StopSignal {
    private boolean stopped;
    private Runnable action = () -> { };

    /** Ends the work; harmless to repeat. */
    public void stop() {
        Runnable run;
        synchronized (this) {
            stopped = true;
            notifyAll();
            run = action;
        }
        run.run();
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits so long; true at once when it is given, or was. */
    synchronized boolean comesWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis(); !stopped && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
        return stopped;
    }

    /** What shall happen on {@link #stop}; at once when it was already given. Replaces what was set before. */
    public void whenStopped(Runnable newAction) {
        synchronized (this) {
            action = newAction;
            if (!stopped) {
                return;
            }
        }
        newAction.run();
    }
}
