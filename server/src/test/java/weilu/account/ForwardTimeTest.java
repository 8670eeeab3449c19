package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.PinnedClock;
import weilu.account.AttemptLimits.Allowance;
import weilu.protocol.Refusal;

class ForwardTimeTest {
    private final PinnedClock clock = PinnedClock.still();

    @Test
    @DisplayName("time measured by a clock that is set back stands still for that moment, and goes on")
    void neverBack() {
        ForwardTime time = new ForwardTime(clock);
        long begin = time.nanos();
        clock.pass(Duration.ofHours(1));
        clock.pass(Duration.ofHours(-2));
        long after = time.nanos();
        clock.pass(Duration.ofSeconds(3));
        assertThat(after).isEqualTo(begin);
        assertThat(time.nanos() - after).isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    @DisplayName("who has used up their tries while the clock was ahead is let in again after the usual time")
    void bucketsRefill() {
        AttemptBuckets buckets = new AttemptBuckets(new Allowance(2, Duration.ofMinutes(1)), clock);
        clock.pass(Duration.ofHours(1));
        buckets.take("here");
        buckets.take("here");
        clock.pass(Duration.ofHours(-2));
        assertThatThrownBy(() -> buckets.take("here")).isInstanceOf(Refusal.class);
        clock.pass(Duration.ofMinutes(1));
        assertThatCode(() -> buckets.take("here")).doesNotThrowAnyException();
    }
}
