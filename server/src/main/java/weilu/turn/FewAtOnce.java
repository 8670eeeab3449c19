package weilu.turn;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets as many work at once as there are processors, in the order they come. What turns look up takes a processor: it would
 * take it from the words of those that speak already.
 */
final class FewAtOnce {
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** Waits for a place. Work that has one does not ask for another. */
    <T> T run(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
