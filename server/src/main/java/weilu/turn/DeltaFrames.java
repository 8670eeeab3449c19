package weilu.turn;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import weilu.gateway.ModelListener;
import weilu.protocol.ServerFrame.TurnDelta;

/** Sends words and thoughts on their way as live frames: the first at once, then gathered at a {@link DeltaPace}. */
final class DeltaFrames implements ModelListener, AutoCloseable {
    /** After so long a silence the next word is as the first. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2L * DeltaPace.APART_MILLIS_MAX);

    private final Turn turn;
    private final DeltaPace pace;
    private final Consumer<TurnDelta> send;
    private final Waiting words = new Waiting(false);
    private final Waiting thoughts = new Waiting(true);
    private long lastNanos = System.nanoTime() - SILENCE_NANOS;

    /** What is not sent yet, and how much was. */
    private static final class Waiting {
        private final boolean thinking;
        private final StringBuilder text = new StringBuilder();
        private int sent;

        private Waiting(boolean thinking) {
            this.thinking = thinking;
        }
    }

    DeltaFrames(Turn turn, DeltaPace pace, Consumer<TurnDelta> send) {
        this.turn = turn;
        this.pace = pace;
        this.send = send;
        pace.begin(this);
    }

    @Override
    public void words(String text) {
        add(words, text);
    }

    @Override
    public void thinking(String text) {
        add(thoughts, text);
    }

    private synchronized void add(Waiting waiting, String text) {
        waiting.text.append(text);
        if (System.nanoTime() - lastNanos >= SILENCE_NANOS) {
            flush();
        }
    }

    /** Sends what is left. */
    @Override
    public void close() {
        pace.end(this);
        flush();
    }

    /** Sends what has gathered. */
    synchronized void flush() {
        flush(thoughts);
        flush(words);
    }

    private void flush(Waiting waiting) {
        if (waiting.text.isEmpty()) {
            return;
        }
        String text = waiting.text.toString();
        send.accept(new TurnDelta(turn.room(), turn.id(), waiting.sent, text, waiting.thinking));
        waiting.sent += text.length();
        waiting.text.setLength(0);
        lastNanos = System.nanoTime();
    }
}
