package weilu.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weilu.db.Db;
import weilu.db.Pool;
import weilu.id.LedgerAccountId;

/** Measures, by hand: entries a second in batches as red packets make them, against a transaction for each claim. */
final class LedgerPace {
    private static final int PEOPLE = 4_000;
    private static final int SECONDS = 2;

    private LedgerPace() {}

    public static void main(String... arguments) {
        // With what the cluster is set to: every commit reaches the disk.
        try (LedgerWorld world = new LedgerWorld(); var pool = Pool.open(world.database.address(), 4)) {
            Db db = new Db(pool);
            List<LedgerAccountId> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(LedgerAccountId.member(world.person("人" + i)));
            }
            List<LedgerAccountId> escrows = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Escrow packet = new Escrow("packet", "" + i);
                escrows.add(db.inTransaction(tx -> world.ledger.openEscrow(tx, packet)));
                world.give(escrows.getLast(), 100_000_000);
            }
            for (int round = 0; round < 2; round++) {
                measure("1 claim a transaction", world, db, people, escrows, 1, 1);
                measure("1,000 claims, a transfer each", world, db, people, escrows, 1_000, 1);
                measure("1,000 claims in 100 transfers", world, db, people, escrows, 100, 10);
                measure("1,000 claims in 10 transfers", world, db, people, escrows, 10, 100);
                measure("1,000 claims in 1 transfer", world, db, people, escrows, 1, 1_000);
            }
        }
        System.exit(0);
    }

    private static void measure(
            String name, LedgerWorld world, Db db, List<LedgerAccountId> people, List<LedgerAccountId> escrows,
            int transfers, int claims) {
        long began = System.nanoTime();
        long end = began + SECONDS * 1_000_000_000L;
        int done = 0;
        int next = 0;
        while (System.nanoTime() < end) {
            List<Transfer> batch = new ArrayList<>();
            for (int i = 0; i < transfers; i++) {
                List<Entry> given = new ArrayList<>();
                for (int k = 0; k < claims; k++) {
                    given.add(Entry.give(people.get(next++ % PEOPLE), new Coins(3)));
                }
                batch.add(Transfer.share(LedgerWorld.id(), "claim", "p", escrows.get((next + i * 7) % escrows.size()), given));
            }
            db.inTransaction(tx -> world.ledger.post(tx, batch));
            done += transfers * claims;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(Locale.ROOT, "%-32s %,9.0f claims/s%n", name, done / seconds);
    }
}
