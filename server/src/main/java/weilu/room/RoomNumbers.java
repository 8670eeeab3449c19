package weilu.room;

import java.util.random.RandomGenerator;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Draws room numbers. They are random, so that no number tells another; with 900 million a free one is soon found. */
final class RoomNumbers {
    static final int ATTEMPTS_MAX = 50;
    private static final long LEAST = 100_000_000L;
    private static final long BOUND = 1_000_000_000L;

    private RoomNumbers() {}

    static RoomId draw(RandomGenerator random) {
        return new RoomId(random.nextLong(LEAST, BOUND));
    }

    static Refusal noneFree() {
        return Refusal.of(ErrorCode.UNAVAILABLE, "no free room number was found; try again");
    }
}
