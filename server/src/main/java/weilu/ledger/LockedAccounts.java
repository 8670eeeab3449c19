package weilu.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;

/**
 * Accounts locked by a transaction until its end, with what is in them: nobody else moves a coin of theirs meanwhile. What
 * {@link Ledger#post} does is counted here at once.
 */
public final class LockedAccounts {
    /** A transfer that was there when the locks were had. */
    record Earlier(byte[] digest, Instant at) {}

    private final Map<LedgerAccountId, Long> balances;
    private final Map<TransferId, Earlier> earlier;

    LockedAccounts(Map<LedgerAccountId, Long> balances, Map<TransferId, Earlier> earlier) {
        this.balances = new HashMap<>(balances);
        this.earlier = new HashMap<>(earlier);
    }

    /** Below zero only of {@link LedgerAccountId#ISSUE}. Throws IllegalArgumentException for an account that is not locked. */
    public long balance(LedgerAccountId account) {
        Long balance = balances.get(account);
        if (balance == null) {
            throw new IllegalArgumentException("the ledger account " + account + " is not there, or not locked");
        }
        return balance;
    }

    /** When the transfer of this id was made, if it was among those asked about and is there. */
    public Optional<Instant> madeAt(TransferId transfer) {
        return Optional.ofNullable(earlier.get(transfer)).map(Earlier::at);
    }

    Earlier earlier(TransferId transfer) {
        return earlier.get(transfer);
    }

    void note(TransferId transfer, Earlier made) {
        earlier.put(transfer, made);
    }

    void set(Map<LedgerAccountId, Long> changed) {
        balances.putAll(changed);
    }
}
