package weilu.db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks up for many callers with one statement: while one is on its way the next gather, and one of them then asks for all.
 * What a caller gets was read after it had asked; a lone one waits for nobody. Callers of the same key share its value, so
 * values must be immutable.
 */
public final class GroupRead<K, V> {
    /** Finds what there is for these keys; each statement commits by itself. */
    @FunctionalInterface
    public interface Lookup<K, V> {
        Map<K, V> find(Tx tx, Collection<K> keys);
    }

    /** One caller. What it gets is written and read under the lock. */
    private static final class Waiting<K, V> {
        private final K key;
        private boolean isAnswered;
        private V value;
        private RuntimeException failure;

        Waiting(K key) {
            this.key = key;
        }
    }

    private final Db db;
    private final int keysMax;
    private final Lookup<K, V> lookup;
    /** As many as there are callers, whose number others bound. */
    private final Queue<Waiting<K, V>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock reading = new ReentrantLock();

    /** @param keysMax different keys in one look-up */
    public GroupRead(Db db, int keysMax, Lookup<K, V> lookup) {
        this.db = db;
        this.keysMax = keysMax;
        this.lookup = lookup;
    }

    /** Waits for the database; throws {@link DatabaseUnavailable} when it is away. */
    public Optional<V> get(K key) {
        Waiting<K, V> one = new Waiting<>(key);
        queue.add(one);
        reading.lock();
        try {
            while (!one.isAnswered) {
                answer(next());
            }
        } finally {
            reading.unlock();
        }
        if (one.failure != null) {
            throw one.failure;
        }
        return Optional.ofNullable(one.value);
    }

    /** Callers whose look-up has not begun. */
    int waiting() {
        return queue.size();
    }

    private List<Waiting<K, V>> next() {
        List<Waiting<K, V>> waiting = new ArrayList<>();
        Set<K> keys = new LinkedHashSet<>();
        for (Waiting<K, V> one = queue.peek(); one != null; one = queue.peek()) {
            if (keys.size() == keysMax && !keys.contains(one.key)) {
                break;
            }
            keys.add(one.key);
            waiting.add(queue.remove());
        }
        return waiting;
    }

    private void answer(List<Waiting<K, V>> waiting) {
        Set<K> keys = new LinkedHashSet<>();
        waiting.forEach(one -> keys.add(one.key));
        try {
            Map<K, V> found = db.withoutTransaction(tx -> lookup.find(tx, keys));
            waiting.forEach(one -> one.value = found.get(one.key));
        } catch (RuntimeException failure) {
            waiting.forEach(one -> one.failure = failure);
        } finally {
            waiting.forEach(one -> one.isAnswered = true);
        }
    }
}
