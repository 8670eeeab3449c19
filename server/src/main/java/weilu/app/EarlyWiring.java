package weilu.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import weilu.db.Db;

/**
 * The product begins to be wired, and its PostgreSQL to start, while the framework still comes up on another processor. The
 * framework takes it over when it is ready for it.
 */
final class EarlyWiring {
    private static final AtomicReference<CompletableFuture<Wiring>> BEGUN = new AtomicReference<>();

    private EarlyWiring() {}

    static void begin(Settings settings) {
        CompletableFuture<Wiring> wiring = new CompletableFuture<>();
        BEGUN.set(wiring);
        Thread.ofPlatform().daemon().name("prepare").start(Db::prepare);
        Thread.ofPlatform().name("wiring").start(() -> {
            try {
                wiring.complete(wire(settings));
            } catch (RuntimeException | Error failure) {
                wiring.completeExceptionally(failure);
            }
        });
    }

    /** What was begun, else wired now, as in tests. The caller closes it. */
    static Wiring take() {
        CompletableFuture<Wiring> begun = BEGUN.getAndSet(null);
        try {
            return begun == null ? wire(Settings.load(Settings.environment())) : begun.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException ours ? ours : failure;
        }
    }

    /** When the framework did not come up, nobody took it. */
    static void drop() {
        CompletableFuture<Wiring> begun = BEGUN.getAndSet(null);
        if (begun != null) {
            begun.handle((wiring, failure) -> wiring).thenAccept(EarlyWiring::close).join();
        }
    }

    private static void close(Wiring wiring) {
        if (wiring != null) {
            wiring.close();
        }
    }

    private static Wiring wire(Settings settings) {
        return new Wiring(settings, Clock.systemUTC(), new SecureRandom());
    }
}
