package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    @DisplayName("[DB19] it looks when it is opened, when it is woken, and again after a look that failed")
    void looks() throws InterruptedException {
        Semaphore looked = new Semaphore(0);
        try (Keeper keeper = new Keeper("test", NEVER, () -> {
            looked.release();
            throw new IllegalStateException("this look fails");
        })) {
            assertThat(looked.tryAcquire()).isFalse();
            keeper.open();
            assertThat(looked.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            keeper.wake();
            assertThat(looked.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName("[DB19] closing waits for the look at hand, and none follows; one that was never opened closes, too")
    void closes() throws InterruptedException {
        new Keeper("test", NEVER, () -> { }).close();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Keeper[] own = new Keeper[1];
        own[0] = new Keeper("test", NEVER, () -> {
            begun.countDown();
            while (!own[0].isClosing()) {
                Thread.onSpinWait();
                Thread.yield();
            }
            ended.set(true);
        });
        own[0].open();
        begun.await();
        own[0].close();
        assertThat(ended).isTrue();
        assertThat(own[0].isClosing()).isTrue();
    }
}
