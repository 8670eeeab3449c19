package weilu.turn;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import weilu.protocol.ServerFrame.TurnDelta;

/** Sends the words of an answer on their way as live frames: the first at once, then gathered at a {@link DeltaPace}. */
final class DeltaFrames implements AutoCloseable {
    private final Turn turn;
    private final DeltaPace pace;
    private final Consumer<TurnDelta> send;
    private final StringBuilder waiting = new StringBuilder();
    private int sent;
    private long lastNanos;
    private boolean closed;

    DeltaFrames(Turn turn, DeltaPace pace, Consumer<TurnDelta> send) {
        this.turn = turn;
        this.pace = pace;
        this.send = send;
        pace.begin();
        lastNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(DeltaPace.APART_MILLIS_MAX);
        Thread.ofVirtual().name("deltas-" + turn.id()).start(this::tick);
    }

    synchronized void add(String text) {
        waiting.append(text);
        flushIfDue();
    }

    /** Sends what is left. */
    @Override
    public synchronized void close() {
        closed = true;
        pace.end();
        flush();
    }

    private void tick() {
        try {
            while (isOpen()) {
                Thread.sleep(pace.apartMillis());
                flushIfDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private synchronized void flushIfDue() {
        if (System.nanoTime() - lastNanos >= TimeUnit.MILLISECONDS.toNanos(pace.apartMillis())) {
            flush();
        }
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        send.accept(new TurnDelta(turn.room(), turn.id(), sent, waiting.toString()));
        sent += waiting.length();
        waiting.setLength(0);
        lastNanos = System.nanoTime();
    }
}
