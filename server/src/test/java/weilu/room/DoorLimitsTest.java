package weilu.room;

import static org.assertj.core.api.Assertions.assertThatCode;
import static weilu.room.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.AttemptLimits.Allowance;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;

final class DoorLimitsTest {
    private static final AccountId 小红 = new AccountId(1);
    private static final AccountId 路人 = new AccountId(2);

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final DoorLimits limits = new DoorLimits(
            new DoorLimits.Sizes(tries(3), tries(2), tries(5), tries(5), tries(4), tries(2)),
            ((InstantSource) time::get).withZone(ZoneOffset.UTC));

    @Test
    @DisplayName("[RM14] one account tries so many numbers and no more, from wherever; after a while again")
    void numbers() {
        for (int i = 0; i < 3; i++) {
            limits.countNumber(路人, "198.51.100." + i);
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> limits.countNumber(路人, "198.51.100.9"));
        assertThatCode(() -> limits.countNumber(小红, "203.0.113.1")).doesNotThrowAnyException();
        time.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
        assertThatCode(() -> limits.countNumber(路人, "198.51.100.9")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("[RM14] many accounts in one network share its tries")
    void network() {
        for (int i = 0; i < 5; i++) {
            limits.countPhrase(new AccountId(10 + i), "198.51.100.7");
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> limits.countPhrase(new AccountId(20), "198.51.100.7"));
        assertThatCode(() -> limits.countPhrase(new AccountId(20), "203.0.113.1")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("[RM14] links are looked at so often from one network, without an account too")
    void links() {
        for (int i = 0; i < 4; i++) {
            limits.countLink("198.51.100.7");
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> limits.countLink("198.51.100.7"));
        assertThatCode(() -> limits.countLink("203.0.113.1")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("[RM14] one account opens so many direct rooms and no more; after a while again")
    void directRooms() {
        limits.countDirect(路人);
        limits.countDirect(路人);
        assertRefused(ErrorCode.RATE_LIMITED, () -> limits.countDirect(路人));
        assertThatCode(() -> limits.countDirect(小红)).doesNotThrowAnyException();
        time.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
        assertThatCode(() -> limits.countDirect(路人)).doesNotThrowAnyException();
    }

    private static Allowance tries(int attempts) {
        return new Allowance(attempts, Duration.ofMinutes(10));
    }
}
