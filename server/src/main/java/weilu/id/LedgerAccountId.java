package weilu.id;

/**
 * Identifies an account of the ledger. Its lowest four bits say what kind it is, so the accounts of people, of agents and of
 * the server are known without a look at the database; those of escrows are given by it.
 */
public record LedgerAccountId(long value) implements Comparable<LedgerAccountId> {
    private static final int KIND_BITS = 4;

    /** What an account is for; the place of each, from 1, is its kind's number. */
    public enum Kind {
        /** Where all coins come from; the only one below zero, by as much as there is anywhere else. */
        ISSUE,
        /** A person's or a guest's. */
        MEMBER,
        /** What an agent may spend. */
        AGENT,
        /** Coins on their way: of one red packet, one campaign, one reservation. */
        ESCROW,
        /** What has left by a payout. */
        PAYOUT
    }

    public static final LedgerAccountId ISSUE = of(Kind.ISSUE, 0);
    public static final LedgerAccountId PAYOUT = of(Kind.PAYOUT, 0);

    public LedgerAccountId {
        Ids.requireWithin("LedgerAccountId", value, 1, Ids.LARGEST);
        Ids.requireWithin("the kind of a LedgerAccountId", number(value), 1, Kind.values().length);
    }

    public static LedgerAccountId member(AccountId person) {
        return of(Kind.MEMBER, person.value());
    }

    public static LedgerAccountId agent(AccountId agent) {
        return of(Kind.AGENT, agent.value());
    }

    /** @param number the database's */
    public static LedgerAccountId escrow(long number) {
        return of(Kind.ESCROW, number);
    }

    public Kind kind() {
        return Kind.values()[number(value) - 1];
    }

    /** Whose it is; only of a member's and an agent's. */
    public AccountId owner() {
        if (kind() != Kind.MEMBER && kind() != Kind.AGENT) {
            throw new IllegalStateException("nobody owns an account of kind " + kind());
        }
        return new AccountId(value >> KIND_BITS);
    }

    @Override
    public int compareTo(LedgerAccountId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }

    private static LedgerAccountId of(Kind kind, long number) {
        return new LedgerAccountId((number << KIND_BITS) + kind.ordinal() + 1);
    }

    private static int number(long value) {
        return (int) (value & (1 << KIND_BITS) - 1);
    }
}
