package weilu.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.Transfer.Phase;

/**
 * Coins set aside now for what is only known later: a reservation moves them to an escrow of its own, and one new transfer
 * moves them on, or back. Which of these comes first holds.
 */
public final class Reservations {
    static final String PURPOSE = "reservation";
    private static final int EXPIRED_AT_ONCE_MAX = 100;

    /** What became of an attempt to end a reservation. */
    public sealed interface Settlement {
        record Settled(TransferId by, Instant at) implements Settlement {}

        /** It was ended before; @param phase how, by this or by another */
        record Already(TransferId by, Phase phase) implements Settlement {}

        record NoSuchReservation() implements Settlement {}
    }

    private final Ledger ledger;
    private final LedgerStore store;
    private final Clock clock;

    public Reservations(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.store = new LedgerStore();
        this.clock = clock;
    }

    /**
     * Sets coins aside until they are posted or voided, at most until then.
     *
     * @param id names the reservation from now on
     */
    public LedgerOutcome reserve(
            Tx tx, TransferId id, String kind, String reference, LedgerAccountId from, Coins coins, Instant expiresAt) {
        LedgerAccountId escrow = ledger.openEscrow(tx, new Escrow(PURPOSE, id.toString()));
        return ledger.post(tx, new Transfer(id, kind, reference, null, null, Phase.RESERVED, null, expiresAt,
                List.of(Entry.take(from, coins), Entry.give(escrow, coins))));
    }

    /**
     * Moves what was used on; the rest goes back. Throws IllegalArgumentException when more was used than reserved, or none.
     */
    public Settlement post(Tx tx, TransferId reservation, LedgerAccountId to, Coins used) {
        return settle(tx, reservation, Phase.POSTED, to, used);
    }

    /** Gives all of it back. */
    public Settlement voided(Tx tx, TransferId reservation) {
        return settle(tx, reservation, Phase.VOIDED, null, Coins.ZERO);
    }

    /** Gives back what was reserved for longer than it should; returns how many there were. Repeat until 0. */
    public int expireOverdue(Db db) {
        List<TransferId> overdue = db.inTransaction(tx -> store.findOverdue(tx, clock.instant(), EXPIRED_AT_ONCE_MAX));
        for (TransferId reservation : overdue) {
            db.useTransaction(tx -> settle(tx, reservation, Phase.EXPIRED, null, Coins.ZERO));
        }
        return overdue.size();
    }

    private Settlement settle(Tx tx, TransferId reservation, Phase phase, LedgerAccountId to, Coins used) {
        Optional<LedgerStore.Reserved> found = store.findReservation(tx, reservation);
        if (found.isEmpty()) {
            return new Settlement.NoSuchReservation();
        }
        LedgerStore.Reserved reserved = found.get();
        List<LedgerAccountId> accounts = new ArrayList<>(List.of(reserved.escrow(), reserved.from()));
        if (to != null) {
            accounts.add(to);
        }
        LockedAccounts locked = ledger.lock(tx, accounts, List.of());
        // Looked at again: it may have been ended while the lock was waited for.
        LedgerStore.Reserved now = store.findReservation(tx, reservation).orElseThrow();
        if (now.settledBy() != null) {
            return new Settlement.Already(now.settlement(), now.settledBy());
        }
        TransferId id = TransferId.of("settle", reservation);
        List<Entry> entries = entries(reserved, to, used);
        LedgerOutcome outcome = ledger.post(tx, locked, List.of(new Transfer(
                id, reserved.kind(), reserved.reference(), null, null, phase, reservation, null, entries))).getFirst();
        return switch (outcome) {
            case LedgerOutcome.Done(Instant at) -> new Settlement.Settled(id, at);
            case LedgerOutcome.Repeated _, LedgerOutcome.DifferentContent _, LedgerOutcome.NotEnough _,
                    LedgerOutcome.BeyondIssue _ -> throw new IllegalStateException(
                    "the escrow of reservation " + reservation + " does not hold what was reserved");
        };
    }

    private static List<Entry> entries(LedgerStore.Reserved reserved, LedgerAccountId to, Coins used) {
        Coins rest = reserved.coins().minus(used);
        if (to != null && used.isZero()) {
            throw new IllegalArgumentException("a reservation that nothing is used of is voided");
        }
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.take(reserved.escrow(), reserved.coins()));
        if (to != null) {
            entries.add(Entry.give(to, used));
        }
        if (!rest.isZero()) {
            entries.add(Entry.give(reserved.from(), rest));
        }
        return entries;
    }
}
