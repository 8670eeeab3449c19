package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupReadTest {
    private static final int KEYS_MAX = 4;

    private final TestDatabase database = TestDatabase.fresh();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<List<Integer>> lookups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final GroupRead<Integer, String> reads = new GroupRead<>(database.db(), KEYS_MAX, this::find);

    @AfterEach
    void close() {
        callers.close();
        database.close();
    }

    /** The first look-up is held; odd numbers are not there, and 13 breaks it. */
    private Map<Integer, String> find(Tx tx, Collection<Integer> keys) {
        lookups.add(List.copyOf(keys));
        if (lookups.size() == 1) {
            await(go);
        }
        if (keys.contains(13)) {
            throw new IllegalStateException("十三");
        }
        Map<Integer, String> found = new HashMap<>();
        keys.stream().filter(key -> key % 2 == 0).forEach(key -> found.put(key, tx.handle()
                .createQuery("select 'n' || :key").bind("key", key).mapTo(String.class).one()));
        return found;
    }

    @Test
    @DisplayName("[DB16] what gathers during one look-up goes into the next, each key once, as many as it takes")
    void gathers() {
        CompletableFuture<Optional<String>> first = ask(0);
        awaitLookups(1);
        List<CompletableFuture<Optional<String>>> rest = new ArrayList<>();
        for (int key : new int[] {2, 3, 2, 4, 2, 5, 6}) {
            rest.add(ask(key));
        }
        awaitWaiting(7);
        go.countDown();
        assertThat(first.join()).contains("n0");
        assertThat(rest).extracting(CompletableFuture::join).containsExactly(Optional.of("n2"), Optional.empty(),
                Optional.of("n2"), Optional.of("n4"), Optional.of("n2"), Optional.empty(), Optional.of("n6"));
        assertThat(lookups).hasSize(3)
                .allSatisfy(keys -> assertThat(keys).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(KEYS_MAX));
    }

    @Test
    @DisplayName("[DB16] a look-up that fails fails those that were in it, and no others")
    void fails() {
        CompletableFuture<Optional<String>> first = ask(0);
        awaitLookups(1);
        CompletableFuture<Optional<String>> with = ask(13);
        awaitWaiting(1);
        go.countDown();
        assertThat(first.join()).contains("n0");
        assertThatThrownBy(with::join).hasRootCauseMessage("十三");
        assertThat(reads.get(8)).contains("n8");
    }

    @Test
    @DisplayName("[DB16] what one gets was read after one had asked")
    void fresh() {
        go.countDown();
        AtomicLong truth = new AtomicLong();
        GroupRead<String, Long> latest = new GroupRead<>(database.db(), KEYS_MAX, (tx, keys) -> {
            Map<String, Long> found = new HashMap<>();
            keys.forEach(key -> found.put(key, truth.get()));
            return found;
        });
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String key = "k" + i % 7;
            asked.add(CompletableFuture.runAsync(() -> {
                long before = truth.incrementAndGet();
                assertThat(latest.get(key)).hasValueSatisfying(value -> assertThat(value).isGreaterThanOrEqualTo(before));
            }, callers));
        }
        asked.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Optional<String>> ask(int key) {
        return CompletableFuture.supplyAsync(() -> reads.get(key), callers);
    }

    private void awaitLookups(int count) {
        while (lookups.size() < count) {
            Thread.onSpinWait();
        }
    }

    private void awaitWaiting(int count) {
        while (reads.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
