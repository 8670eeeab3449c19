package weilu.account;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The clock's time, except that it never goes back: when somebody sets the clock back, it stands for that moment and goes on.
 * What is measured by it ends, however far the clock was off.
 */
final class ForwardTime {
    private final Clock clock;
    private long ahead;
    private long last = Long.MIN_VALUE;

    ForwardTime(Clock clock) {
        this.clock = clock;
    }

    synchronized long nanos() {
        long now = TimeUnit.MILLISECONDS.toNanos(clock.millis()) + ahead;
        if (now < last) {
            ahead += last - now;
            now = last;
        }
        last = now;
        return now;
    }
}
