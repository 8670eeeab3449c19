package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final Object lock = new Object();
    private final AtomicBoolean closing = new AtomicBoolean();

    @Test
    @DisplayName("[DB17] new work does not cut a pause short")
    void lasts() {
        long began = System.nanoTime();
        CompletableFuture<Void> paused = CompletableFuture.runAsync(() -> hold(Duration.ofMillis(200)));
        while (!paused.isDone()) {
            synchronized (lock) {
                lock.notifyAll();
            }
            Thread.onSpinWait();
        }
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    @DisplayName("[DB17] closing ends a pause")
    void ends() {
        CompletableFuture<Void> paused = CompletableFuture.runAsync(() -> hold(Duration.ofDays(1)));
        closing.set(true);
        synchronized (lock) {
            lock.notifyAll();
        }
        paused.join();
    }

    private void hold(Duration time) {
        synchronized (lock) {
            try {
                Pause.hold(lock, time, closing::get);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
