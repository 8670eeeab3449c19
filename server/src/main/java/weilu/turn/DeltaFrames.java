package weilu.turn;

import java.util.function.Consumer;
import weilu.protocol.ServerFrame.TurnDelta;

/** Sends the words of an answer on their way as live frames, gathered so that there are at most 25 a second. */
final class DeltaFrames implements AutoCloseable {
    static final int APART_MILLIS = 40;

    private final Turn turn;
    private final Consumer<TurnDelta> send;
    private final StringBuilder waiting = new StringBuilder();
    private int sent;
    private long lastNanos;
    private boolean closed;

    DeltaFrames(Turn turn, Consumer<TurnDelta> send) {
        this.turn = turn;
        this.send = send;
        lastNanos = System.nanoTime() - APART_MILLIS * 1_000_000L;
        Thread.ofVirtual().name("deltas-" + turn.id()).start(this::tick);
    }

    synchronized void add(String text) {
        waiting.append(text);
        if (System.nanoTime() - lastNanos >= APART_MILLIS * 1_000_000L) {
            flush();
        }
    }

    /** Sends what is left. */
    @Override
    public synchronized void close() {
        closed = true;
        flush();
    }

    private void tick() {
        try {
            while (isOpen()) {
                Thread.sleep(APART_MILLIS);
                synchronized (this) {
                    if (System.nanoTime() - lastNanos >= APART_MILLIS * 1_000_000L) {
                        flush();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
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
