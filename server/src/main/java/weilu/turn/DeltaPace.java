package weilu.turn;

import java.util.concurrent.atomic.AtomicInteger;

/** How often the words of answers are sent on: each answer that is on its way makes it a little more seldom for all. */
final class DeltaPace {
    static final int APART_MILLIS_MIN = 40;
    static final int APART_MILLIS_MAX = 200;

    private final AtomicInteger answers = new AtomicInteger();

    void begin() {
        answers.incrementAndGet();
    }

    void end() {
        answers.decrementAndGet();
    }

    /** Milliseconds between two frames of one answer: one for each answer that is on its way here. */
    int apartMillis() {
        return Math.clamp(answers.get(), APART_MILLIS_MIN, APART_MILLIS_MAX);
    }
}
