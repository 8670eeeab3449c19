package weilu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.LedgerOutcome.BeyondIssue;
import weilu.ledger.LedgerOutcome.DifferentContent;
import weilu.ledger.LedgerOutcome.Done;
import weilu.ledger.LedgerOutcome.NotEnough;
import weilu.ledger.LedgerOutcome.Repeated;
import weilu.ledger.Reservations.Settlement;

final class LedgerTest {
    private static final LedgerWorld WORLD = new LedgerWorld();
    private final Ledger ledger = WORLD.ledger;
    private final Reservations reservations = new Reservations(ledger, WORLD.clock);

    @AfterAll
    static void end() {
        WORLD.close();
    }

    private static Transfer move(LedgerAccountId from, LedgerAccountId to, long coins) {
        return Transfer.move(LedgerWorld.id(), "gift", "test", from, to, new Coins(coins));
    }

    @Test
    @DisplayName("[LG5] what is there can be moved, to the last coin, and one more cannot")
    void movesWhatIsThere() {
        LedgerAccountId hong = WORLD.rich("小红", 10);
        LedgerAccountId ming = WORLD.rich("小明", 0);
        assertThat(WORLD.post(move(hong, ming, 11))).isEqualTo(new NotEnough(hong, 10));
        assertThat(WORLD.post(move(hong, ming, 10))).isInstanceOf(Done.class);
        assertThat(WORLD.post(move(hong, ming, 1))).isEqualTo(new NotEnough(hong, 0));
        assertThat(List.of(WORLD.balance(hong), WORLD.balance(ming))).containsExactly(0L, 10L);
    }

    @Test
    @DisplayName("[LG4] a repeat moves nothing and says when it was first done; the same id with other content is told apart")
    void repeats() {
        LedgerAccountId hong = WORLD.rich("小红", 10);
        LedgerAccountId ming = WORLD.rich("小明", 0);
        Transfer first = move(hong, ming, 3);
        assertThat(WORLD.post(first)).isEqualTo(new Done(WORLD.clock.instant()));
        assertThat(WORLD.post(first)).isEqualTo(new Repeated(WORLD.clock.instant()));
        assertThat(WORLD.post(Transfer.move(first.id(), "gift", "test", hong, ming, new Coins(4))))
                .isEqualTo(new DifferentContent());
        assertThat(WORLD.post(Transfer.move(first.id(), "gift", "else", hong, ming, new Coins(3))))
                .isEqualTo(new DifferentContent());
        assertThat(WORLD.post(first.by(hong.owner(), "why"))).isEqualTo(new DifferentContent());
        assertThat(WORLD.balance(ming)).isEqualTo(3);
    }

    @Test
    @DisplayName("[LG9] of a batch those that can be are posted in order, each seeing what the ones before moved")
    void batches() {
        LedgerAccountId hong = WORLD.rich("小红", 10);
        LedgerAccountId ming = WORLD.rich("小明", 0);
        Transfer there = move(hong, ming, 10);
        List<Transfer> batch = List.of(move(ming, hong, 1), there, there, move(ming, hong, 4), move(ming, hong, 7));
        List<LedgerOutcome> outcomes = WORLD.db.inTransaction(tx -> ledger.post(tx, batch));
        assertThat(outcomes).hasExactlyElementsOfTypes(
                NotEnough.class, Done.class, Repeated.class, Done.class, NotEnough.class);
        assertThat(List.of(WORLD.balance(hong), WORLD.balance(ming))).containsExactly(4L, 6L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 600})
    @DisplayName("[LG9] one transfer may give to hundreds, whichever way it is written")
    void gives(int people) {
        LedgerAccountId hong = WORLD.rich("小红", 1_000_000);
        LedgerAccountId escrow = WORLD.db.inTransaction(tx -> ledger.openEscrow(tx, new Escrow("packet", "p" + people)));
        assertThat(WORLD.post(move(hong, escrow, 1_000_000))).isInstanceOf(Done.class);
        List<Entry> given = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            given.add(Entry.give(WORLD.rich("人" + i, 0), new Coins(i + 1)));
        }
        assertThat(WORLD.post(Transfer.share(LedgerWorld.id(), "packet_claim", "p", escrow, given))).isInstanceOf(Done.class);
        assertThat(WORLD.balance(given.getLast().account())).isEqualTo(people);
        assertThat(WORLD.balance(escrow)).isEqualTo(1_000_000 - people * (people + 1) / 2);
        LedgerAccountId again = WORLD.db.inTransaction(tx -> ledger.openEscrow(tx, new Escrow("packet", "p" + people)));
        assertThat(again).isEqualTo(escrow);
    }

    @Test
    @DisplayName("[LG1] no more is issued than is counted exactly, and no more taken back than was issued")
    void issueHasAnEnd() {
        try (LedgerWorld world = new LedgerWorld()) {
            LedgerAccountId hong = world.rich("小红", 5);
            List<Entry> all = new ArrayList<>();
            all.add(new Entry(LedgerAccountId.ISSUE, -Transfer.SUM_MAX));
            all.add(new Entry(hong, Transfer.SUM_MAX));
            for (int i = 0; i < 9; i++) {
                assertThat(world.post(Transfer.of(LedgerWorld.id(), "grant", "test", all))).isInstanceOf(Done.class);
            }
            assertThat(world.post(Transfer.of(LedgerWorld.id(), "grant", "test", all))).isEqualTo(new BeyondIssue());
            assertThat(world.balance(hong)).isEqualTo(9 * Transfer.SUM_MAX + 5);
            assertThat(world.post(Transfer.move(LedgerWorld.id(), "burn", "test", hong, LedgerAccountId.ISSUE, new Coins(5))))
                    .isInstanceOf(Done.class);
        }
    }

    @Test
    @DisplayName("[LG2] entries that do not sum to zero, none, one, zero or beyond the limits make no transfer")
    void refusesWhatIsNoTransfer() {
        LedgerAccountId hong = WORLD.rich("小红", 10);
        LedgerAccountId ming = WORLD.rich("小明", 0);
        for (List<Entry> wrong : List.of(List.<Entry>of(), List.of(new Entry(hong, 1)),
                List.of(new Entry(hong, -2), new Entry(ming, 1)))) {
            assertThatThrownBy(() -> Transfer.of(LedgerWorld.id(), "gift", "test", wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Entry(hong, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry(hong, Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coins(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coins(Coins.MOST).plus(new Coins(1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Coins(Coins.MOST - 1).plus(new Coins(1))).isEqualTo(new Coins(Coins.MOST));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update ledger_transfer set note = 'x'", "delete from ledger_transfer", "truncate ledger_transfer cascade",
        "update ledger_entry set amount = 1", "delete from ledger_entry", "truncate ledger_entry",
        "update ledger_account set balance = 1000000", "delete from ledger_account", "truncate ledger_account",
        "insert into ledger_account (id, kind, purpose, subject, balance) values (9999988, 'escrow', 'a', 'b', 7)",
        "insert into ledger_entry (transfer_id, ordinal, account_id, amount)"
                + " select id, 7, 1, 5 from ledger_transfer limit 1",
        "insert into ledger_entry (transfer_id, ordinal, account_id, amount)"
                + " select id, o, 1, a from ledger_transfer, (values (7, 5), (8, -5)) v (o, a)",
        "insert into ledger_transfer (id, kind, reference, digest, entries, phase, at)"
                + " values (gen_random_uuid(), 'a', 'a', sha256('a'), 2, 'plain', now())"})
    @DisplayName("[LG3] the database itself refuses to change, delete, forge or add to what is there")
    void databaseRefuses(String statement) {
        WORLD.rich("小红", 1);
        long before = WORLD.number("select count(*) from ledger_entry");
        assertThatThrownBy(() -> WORLD.db.useTransaction(tx -> tx.handle().execute(statement)))
                .isInstanceOf(RuntimeException.class);
        assertThat(WORLD.number("select count(*) from ledger_entry")).isEqualTo(before);
    }

    @Test
    @DisplayName("[LG8] a reservation is posted in part, and the rest goes back; nothing ends it a second time")
    void reserves() {
        LedgerAccountId hong = WORLD.rich("小红", 100);
        TransferId id = LedgerWorld.id();
        assertThat(reserve(id, hong, 60)).isInstanceOf(Done.class);
        assertThat(reserve(id, hong, 60)).isInstanceOf(Repeated.class);
        assertThat(reserve(LedgerWorld.id(), hong, 60)).isEqualTo(new NotEnough(hong, 40));
        Settlement first = WORLD.db.inTransaction(tx ->
                reservations.post(tx, id, LedgerAccountId.PAYOUT, new Coins(45)));
        Settlement second = WORLD.db.inTransaction(tx -> reservations.voided(tx, id));
        assertThat(first).isInstanceOf(Settlement.Settled.class);
        assertThat(second).isEqualTo(new Settlement.Already(((Settlement.Settled) first).by(), Transfer.Phase.POSTED));
        assertThat(WORLD.balance(hong)).isEqualTo(55);
        assertThat(WORLD.db.<Settlement>inTransaction(tx -> reservations.voided(tx, LedgerWorld.id())))
                .isEqualTo(new Settlement.NoSuchReservation());
    }

    @Test
    @DisplayName("[LG8] what is not settled in time goes back by itself, once, and not a moment early")
    void expires() {
        LedgerAccountId hong = WORLD.rich("小红", 100);
        TransferId id = LedgerWorld.id();
        reserve(id, hong, 60);
        assertThat(reservations.expireOverdue(WORLD.db)).isZero();
        WORLD.clock.pass(Duration.ofMinutes(10));
        assertThat(reservations.expireOverdue(WORLD.db)).isEqualTo(1);
        assertThat(reservations.expireOverdue(WORLD.db)).isZero();
        assertThat(WORLD.balance(hong)).isEqualTo(100);
        assertThat(WORLD.db.<Settlement>inTransaction(tx ->
                reservations.post(tx, id, LedgerAccountId.PAYOUT, new Coins(60)))).isInstanceOf(Settlement.Already.class);
    }

    private LedgerOutcome reserve(TransferId id, LedgerAccountId from, long coins) {
        return WORLD.db.inTransaction(tx -> reservations.reserve(tx, id, "payout", "test", from, new Coins(coins),
                WORLD.clock.instant().plus(Duration.ofMinutes(10))));
    }
}
