package weilu.gateway;

import java.time.Duration;
import java.util.concurrent.Future;
import weilu.outbound.OutboundHttp;

/** Ends a call that makes no progress: one limit until the first sign of life, another for each pause after it. */
final class Watchdog implements AutoCloseable {
    private final OutboundHttp timer;
    private final Runnable onExpire;
    private final long idleNanos;
    private final long endNanos;
    private long dueNanos;
    private long checkNanos;
    private boolean expired;
    private boolean closed;
    private Future<?> check;

    Watchdog(OutboundHttp timer, ModelLimits limits, Runnable onExpire) {
        this.timer = timer;
        this.onExpire = onExpire;
        long now = System.nanoTime();
        idleNanos = limits.idle().toNanos();
        endNanos = now + limits.total().toNanos();
        dueNanos = Math.min(now + limits.firstToken().toNanos(), endNanos);
        schedule();
    }

    synchronized void alive() {
        dueNanos = Math.min(System.nanoTime() + idleNanos, endNanos);
        if (dueNanos < checkNanos && !closed) {
            schedule();
        }
    }

    synchronized boolean hasExpired() {
        return expired;
    }

    @Override
    public synchronized void close() {
        closed = true;
        check.cancel(false);
    }

    /** One check is under way at a time; progress moves the due time and leaves the check where it is. */
    private synchronized void schedule() {
        if (check != null) {
            check.cancel(false);
        }
        checkNanos = dueNanos;
        long millis = Math.max(1, (dueNanos - System.nanoTime()) / 1_000_000 + 1);
        check = timer.after(Duration.ofMillis(millis), this::look);
    }

    private void look() {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (dueNanos > System.nanoTime()) {
                schedule();
                return;
            }
            expired = true;
        }
        onExpire.run();
    }
}
