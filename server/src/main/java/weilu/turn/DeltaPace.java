package weilu.turn;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often the words of answers are sent on: each answer that is on its way makes it a little more seldom for all. They go
 * together, at one beat, so that who is in several rooms gets the words of all of them in one write.
 */
final class DeltaPace {
    static final int APART_MILLIS_MIN = 40;
    static final int APART_MILLIS_MAX = 160;
    private static final System.Logger LOG = System.getLogger(DeltaPace.class.getName());

    private final Set<DeltaFrames> answers = ConcurrentHashMap.newKeySet();
    /** Runs while there are answers. */
    private Thread beat;

    synchronized void begin(DeltaFrames answer) {
        answers.add(answer);
        if (beat == null) {
            // Not a virtual one: it would wait for its place behind all turns that are at work.
            beat = Thread.ofPlatform().daemon().name("deltas").start(this::beat);
        }
    }

    void end(DeltaFrames answer) {
        answers.remove(answer);
    }

    /** Milliseconds between two frames of one answer: one for each answer that is on its way here. */
    int apartMillis() {
        return Math.clamp(answers.size(), APART_MILLIS_MIN, APART_MILLIS_MAX);
    }

    private void beat() {
        try {
            while (goesOn()) {
                Thread.sleep(apartMillis());
                answers.forEach(DeltaPace::flush);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that cannot be sent on must not hold up the others. */
    private static void flush(DeltaFrames answer) {
        try {
            answer.flush();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "words on their way are lost", e);
        }
    }

    private synchronized boolean goesOn() {
        if (answers.isEmpty()) {
            beat = null;
        }
        return beat != null;
    }
}
