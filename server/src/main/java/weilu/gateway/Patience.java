package weilu.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often a provider that is busy is asked again before the next one is, and how long to wait in between.
 *
 * @param triesMax calls to one model in all
 * @param random for the jitter, so that not all who wait come back at once
 * @param pausing how to wait; false when it was stopped meanwhile
 */
public record Patience(int triesMax, RandomGenerator random, Pausing pausing) {
    /** Longer than this nobody waits for one provider: the next is asked. */
    static final Duration WAIT_MAX = Duration.ofSeconds(8);
    static final long FIRST_MILLIS = 400;

    /** Waits for a while. */
    @FunctionalInterface
    public interface Pausing {
        boolean pass(Duration time, StopSignal stop);
    }

    /** Everybody is asked once. */
    public static Patience none() {
        return new Patience(1, RandomGenerator.getDefault(), (time, stop) -> false);
    }

    public static Patience standard(RandomGenerator random) {
        return new Patience(3, random, (time, stop) -> !stop.comesWithin(time));
    }

    /**
     * How long to wait before it is asked again; empty when it shall not be.
     *
     * @param tries how often it was asked
     */
    Optional<Duration> before(ModelOutcome.Failed failed, int tries) {
        if (!failed.passing() || tries >= triesMax) {
            return Optional.empty();
        }
        long ceiling = FIRST_MILLIS << (tries - 1);
        Duration jittered = Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
        Duration wanted = failed.retryAfter() == null ? jittered : failed.retryAfter().plus(jittered);
        return wanted.compareTo(WAIT_MAX) > 0 ? Optional.empty() : Optional.of(wanted);
    }
}
