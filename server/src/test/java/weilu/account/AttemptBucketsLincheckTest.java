package weilu.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import weilu.account.AttemptLimits.Allowance;
import weilu.protocol.Refusal;

/** The rate limiter under many threads, against what one thread after the other would see (Lincheck, by stress). */
@Tag("lincheck")
public final class AttemptBucketsLincheckTest {
    private static final Clock STILL = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private final AttemptBuckets buckets = new AttemptBuckets(new Allowance(3, Duration.ofHours(1)), STILL);

    @Operation
    public boolean tryHere() {
        return attempt("here");
    }

    @Operation
    public boolean tryThere() {
        return attempt("there");
    }

    @Operation
    public void forgiveHere() {
        buckets.giveBack("here");
    }

    @Test
    @DisplayName("[AC9] however many try at once, as many get through as the limit says, and no fewer")
    void linearizable() {
        new StressOptions().iterations(20).invocationsPerIteration(500).threads(3).actorsPerThread(3)
                .check(AttemptBucketsLincheckTest.class);
    }

    private boolean attempt(String key) {
        try {
            buckets.take(key);
            return true;
        } catch (Refusal limited) {
            return false;
        }
    }
}
