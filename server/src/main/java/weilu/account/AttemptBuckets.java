package weilu.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import weilu.account.AttemptLimits.Allowance;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;

/** One limit: for each key a bucket of attempts that refills steadily. Full buckets are forgotten. */
public final class AttemptBuckets {
    static final int BUCKETS_MAX = 100_000;

    private final Clock clock;
    private final Allowance allowance;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    public AttemptBuckets(Allowance allowance, Clock clock) {
        this.clock = clock;
        this.allowance = allowance;
        time = new ClockMeter(clock);
        buckets = Caffeine.newBuilder().maximumSize(BUCKETS_MAX).ticker(ticker(clock))
                .expireAfterAccess(allowance.refill()).executor(Runnable::run).build();
    }

    /** Counts an attempt; refuses RATE_LIMITED, with the time of the next try, when there is none left. */
    public void take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refusal(Problem.retryAt(ErrorCode.RATE_LIMITED,
                    clock.instant().plusNanos(probe.getNanosToWaitForRefill()), "too many tries, wait a little"));
        }
    }

    /** The attempt does not count after all. */
    public void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    static Ticker ticker(Clock clock) {
        return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    private Bucket bucket(String key) {
        return buckets.get(key, missing -> Bucket.builder()
                .addLimit(limit -> limit.capacity(allowance.attempts())
                        .refillGreedy(allowance.attempts(), allowance.refill()))
                .withCustomTimePrecision(time).build());
    }

    /** Bucket4j's view of our clock. */
    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
