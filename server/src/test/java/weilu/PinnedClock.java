package weilu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on when a test says so; a ticking one also by one millisecond each time somebody looks. */
public final class PinnedClock extends Clock {
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Duration tick;

    private PinnedClock(Duration tick) {
        this.tick = tick;
    }

    public static PinnedClock still() {
        return new PinnedClock(Duration.ZERO);
    }

    public static PinnedClock ticking() {
        return new PinnedClock(Duration.ofMillis(1));
    }

    public void pass(Duration duration) {
        now.updateAndGet(before -> before.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.updateAndGet(before -> before.plus(tick));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
