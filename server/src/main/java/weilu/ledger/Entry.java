package weilu.ledger;

import weilu.id.LedgerAccountId;

/** What one transfer does to one account. @param amount coins given when above zero, taken when below; never zero */
public record Entry(LedgerAccountId account, long amount) {
    public Entry {
        if (amount == 0 || amount > Transfer.SUM_MAX || amount < -Transfer.SUM_MAX) {
            throw new IllegalArgumentException("an entry moves at least one coin, and at most " + Transfer.SUM_MAX);
        }
    }

    public static Entry take(LedgerAccountId from, Coins coins) {
        return new Entry(from, -coins.value());
    }

    public static Entry give(LedgerAccountId to, Coins coins) {
        return new Entry(to, coins.value());
    }
}
