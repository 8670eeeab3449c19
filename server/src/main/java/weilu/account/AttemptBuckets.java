package weilu.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
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
        ForwardTime forward = new ForwardTime(clock);
        time = new ForwardMeter(forward);
        buckets = Caffeine.newBuilder().maximumSize(BUCKETS_MAX).ticker(forward::nanos)
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

    private Bucket bucket(String key) {
        return buckets.get(key, missing -> Bucket.builder()
                .addLimit(limit -> limit.capacity(allowance.attempts())
                        .refillGreedy(allowance.attempts(), allowance.refill()))
                .withCustomTimePrecision(time).build());
    }

    /** Bucket4j's view of our clock. By one that was set back, an empty bucket would stay empty until it is as late again. */
    private record ForwardMeter(ForwardTime time) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return time.nanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
