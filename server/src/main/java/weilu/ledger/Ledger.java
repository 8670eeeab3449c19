package weilu.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.db.Tx;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.LedgerOutcome.BeyondIssue;
import weilu.ledger.LedgerOutcome.DifferentContent;
import weilu.ledger.LedgerOutcome.Done;
import weilu.ledger.LedgerOutcome.NotEnough;
import weilu.ledger.LedgerOutcome.Repeated;

/**
 * Moves coins. A batch of any size takes two statements: one locks the accounts and looks for repeats, the other writes
 * what was decided in memory from what the locks showed.
 */
public final class Ledger {
    public static final int TRANSFERS_MAX = 10_000;

    /** What a browser holds exactly; the database refuses more, too. */
    static final long BALANCE_MAX = (1L << 53) - 1;

    private final LedgerStore store;
    private final Clock clock;

    public Ledger(Clock clock) {
        this(new LedgerStore(), clock);
    }

    Ledger(LedgerStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Locks accounts until the transaction ends, in id order, after feature rows and before rooms (DB4): all that the
     * transaction will need, at once, for a second call could lock in another order. An account that is made by its first
     * use need not be there.
     *
     * @param transfers the ids that may be asked for again; they are looked for once the locks are had
     */
    public LockedAccounts lock(Tx tx, Collection<LedgerAccountId> accounts, Collection<TransferId> transfers) {
        return store.lock(tx, accounts, transfers);
    }

    /** Locks what these transfers touch, and posts them in their order. */
    public List<LedgerOutcome> post(Tx tx, List<Transfer> transfers) {
        LockedAccounts locked = store.lock(tx,
                transfers.stream().flatMap(transfer -> transfer.entries().stream()).map(Entry::account).toList(),
                transfers.stream().map(Transfer::id).toList());
        return post(tx, locked, transfers);
    }

    public LedgerOutcome post(Tx tx, Transfer transfer) {
        return post(tx, List.of(transfer)).getFirst();
    }

    /**
     * Posts transfers in their order; one that cannot be is left out, and the others are posted. Each of {@code transfers}
     * must have been named to {@link #lock}, unless its id was never used before; each of its accounts must.
     *
     * @return an outcome for each, in order
     */
    public List<LedgerOutcome> post(Tx tx, LockedAccounts locked, List<Transfer> transfers) {
        if (transfers.size() > TRANSFERS_MAX) {
            throw new IllegalArgumentException("at most " + TRANSFERS_MAX + " transfers at a time");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<LedgerOutcome> outcomes = new ArrayList<>();
        List<LedgerStore.Ready> ready = new ArrayList<>();
        for (Transfer transfer : transfers) {
            byte[] digest = TransferDigest.of(transfer);
            LedgerOutcome outcome = decide(locked, transfer, digest, now);
            if (outcome instanceof Done) {
                locked.note(transfer.id(), new LockedAccounts.Earlier(digest, now));
                ready.add(new LedgerStore.Ready(transfer, digest));
            }
            outcomes.add(outcome);
        }
        if (!ready.isEmpty()) {
            store.insert(tx, ready, now);
        }
        return outcomes;
    }

    /**
     * The accounts of escrows, in their order; made where there are none. Before {@link #lock}.
     */
    public List<LedgerAccountId> openEscrows(Tx tx, List<Escrow> escrows) {
        return store.openEscrows(tx, escrows);
    }

    public LedgerAccountId openEscrow(Tx tx, Escrow escrow) {
        return store.openEscrows(tx, List.of(escrow)).getFirst();
    }

    public Optional<LedgerAccountId> findEscrow(Tx tx, Escrow escrow) {
        return store.findEscrow(tx, escrow);
    }

    private static LedgerOutcome decide(LockedAccounts locked, Transfer transfer, byte[] digest, Instant now) {
        LockedAccounts.Earlier earlier = locked.earlier(transfer.id());
        if (earlier != null) {
            return Arrays.equals(earlier.digest(), digest) ? new Repeated(earlier.at())
                    : new DifferentContent();
        }
        Map<LedgerAccountId, Long> after = new HashMap<>();
        for (Entry entry : transfer.entries()) {
            Long before = after.get(entry.account());
            after.put(entry.account(), Math.addExact(before == null ? locked.balance(entry.account()) : before, entry.amount()));
        }
        for (Map.Entry<LedgerAccountId, Long> one : after.entrySet()) {
            long balance = one.getValue();
            if (one.getKey().equals(LedgerAccountId.ISSUE)) {
                if (balance > 0 || balance < -BALANCE_MAX) {
                    return new BeyondIssue();
                }
            } else if (balance < 0) {
                return new NotEnough(one.getKey(), locked.balance(one.getKey()));
            }
        }
        locked.set(after);
        return new Done(now);
    }
}
