package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.PinnedClock;
import weilu.account.AttemptLimits.Allowance;
import weilu.account.AttemptLimits.Sizes;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

class AttemptLimitsTest {
    private static final String HOME = "203.0.113.7";
    private final PinnedClock clock = PinnedClock.still();
    private final AttemptLimits limits = new AttemptLimits(new Sizes(
            new Allowance(20, Duration.ofMinutes(10)), new Allowance(5, Duration.ofMinutes(5)),
            new Allowance(10, Duration.ofMinutes(10)), new Allowance(3, Duration.ofHours(1)),
            new Allowance(4, Duration.ofMinutes(1))), clock);

    @Test
    @DisplayName("[AC9] the sixth wrong try from one place is refused and says when to come again; then it is let in")
    void limitsNameAtPlace() {
        fail(5, "xiaohong", HOME);
        Refusal refusal = refused("xiaohong", HOME);
        assertThat(refusal.problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.problem().retryAt()).isEqualTo(clock.instant().plusSeconds(60));
        clock.pass(Duration.ofSeconds(60));
        assertThatCode(() -> limits.countSignIn("xiaohong", HOME)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("[AC9] right passwords are not counted, however often")
    void forgivesTheRight() {
        for (int i = 0; i < 200; i++) {
            limits.countSignIn("xiaohong", HOME);
            limits.forgiveSignIn("xiaohong", HOME);
        }
    }

    @Test
    @DisplayName("[AC9] one place that tries many names is held up as a whole")
    void limitsPlace() {
        for (int i = 0; i < 20; i++) {
            limits.countSignIn("name" + i, HOME);
        }
        assertThat(refused("another", HOME).problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThatCode(() -> limits.countSignIn("another", "198.51.100.1")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("[AC9] strangers hold up each other for one name, not its owner where they came in before")
    void ownerIsNotLockedOut() {
        limits.countSignIn("xiaohong", HOME);
        limits.forgiveSignIn("xiaohong", HOME);
        for (int i = 0; i < 10; i++) {
            limits.countSignIn("xiaohong", "198.51.100." + i);
        }
        assertThat(refused("xiaohong", "198.51.100.200").problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThatCode(() -> limits.countSignIn("xiaohong", HOME)).doesNotThrowAnyException();
        clock.pass(Duration.ofMinutes(1));
        assertThatCode(() -> limits.countSignIn("xiaohong", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("[AC9] new accounts from one place are limited, elsewhere they are not")
    void limitsNewAccounts() {
        for (int i = 0; i < 3; i++) {
            limits.countNewAccount(HOME);
        }
        assertThat(catchThrowableOfType(Refusal.class, () -> limits.countNewAccount(HOME))).isNotNull();
        assertThatCode(() -> limits.countNewAccount("198.51.100.1")).doesNotThrowAnyException();
    }

    private void fail(int times, String name, String place) {
        for (int i = 0; i < times; i++) {
            limits.countSignIn(name, place);
        }
    }

    private Refusal refused(String name, String place) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> limits.countSignIn(name, place));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
