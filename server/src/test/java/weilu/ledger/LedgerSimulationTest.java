package weilu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.Seeds;
import weilu.db.DatabaseUnavailable;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;

/** Many people move coins at once while connections die under them. */
final class LedgerSimulationTest {
    private static final LedgerWorld WORLD = new LedgerWorld();
    private static final int SEEDS = 40;
    private static final int THREADS = 6;
    private static final int ROUNDS = 12;
    private static final long STOCK = 40;

    @AfterAll
    static void end() {
        WORLD.close();
    }

    @Test
    @DisplayName("[LG2] [LG4] [LG5] [LG7] whatever is moved at once, repeated, and cut off: nothing is lost, made, or below zero")
    void simulate() {
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger cut = new AtomicInteger();
        Seeds.each(SEEDS, random -> {
            List<LedgerAccountId> accounts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                accounts.add(WORLD.rich("人" + i, i == 0 ? 0 : STOCK));
            }
            Map<TransferId, Boolean> done = new ConcurrentHashMap<>();
            List<Future<?>> threads = new ArrayList<>();
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < THREADS; i++) {
                    Random own = new Random(random.nextLong());
                    threads.add(executor.submit(() -> act(own, accounts, done, refused, cut)));
                }
            }
            threads.forEach(LedgerSimulationTest::get);
            assertThat(accounts.stream().mapToLong(WORLD::balance).sum()).isEqualTo(4 * STOCK);
            done.forEach((id, isDone) -> assertThat(WORLD.number("select count(*) from ledger_transfer where id = '" + id + "'"))
                    .isEqualTo(isDone ? 1 : 0));
        });
        VerifyLedger.Report report = new VerifyLedger(List.of()).verify(WORLD.db);
        assertThat(report.isOk()).as(report.toString()).isTrue();
        assertThat(refused.get()).isPositive();
        assertThat(cut.get()).isPositive();
    }

    private static void act(
            Random random, List<LedgerAccountId> accounts, Map<TransferId, Boolean> done, AtomicInteger refused,
            AtomicInteger cut) {
        for (int round = 0; round < ROUNDS; round++) {
            List<Transfer> batch = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                batch.add(transfer(random, accounts));
            }
            boolean dies = random.nextInt(5) == 0;
            try {
                WORLD.db.inTransaction(tx -> {
                    List<LedgerOutcome> outcomes = WORLD.ledger.post(tx, batch);
                    if (dies) {
                        tx.handle().execute("select pg_terminate_backend(pg_backend_pid())");
                    }
                    return outcomes;
                });
            } catch (DatabaseUnavailable connectionDied) {
                cut.incrementAndGet();
            }
            // Asked again, as a caller does that has no answer: then each is there once, or was not possible.
            List<LedgerOutcome> outcomes = WORLD.db.inTransaction(tx -> WORLD.ledger.post(tx, batch));
            for (int i = 0; i < batch.size(); i++) {
                boolean isDone = outcomes.get(i) instanceof LedgerOutcome.Done
                        || outcomes.get(i) instanceof LedgerOutcome.Repeated;
                refused.addAndGet(isDone ? 0 : 1);
                done.put(batch.get(i).id(), isDone);
            }
        }
    }

    /** From one or two to one or two, in any order, more than there may be. */
    private static Transfer transfer(Random random, List<LedgerAccountId> accounts) {
        List<LedgerAccountId> some = new ArrayList<>(accounts);
        java.util.Collections.shuffle(some, random);
        long first = 1 + random.nextInt(30);
        long second = 1 + random.nextInt(10);
        return Transfer.of(LedgerWorld.id(), "gift", "simulated", random.nextBoolean()
                ? List.of(new Entry(some.get(0), -first), new Entry(some.get(1), first))
                : List.of(new Entry(some.get(0), -first), new Entry(some.get(1), first + second),
                        new Entry(some.get(2), -second)));
    }

    private static void get(Future<?> thread) {
        try {
            thread.get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
