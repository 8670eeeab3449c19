package weilu.ledger;

import java.time.Instant;
import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;

/** What a person sees of their coins. */
public final class Wallet {
    public static final int LINES_MAX = 30;

    /**
     * @param daily what the daily gift is
     * @param dailyAt when it may be taken next; absent: now
     */
    public record View(long balance, Coins daily, Instant dailyAt) {}

    /**
     * @param amount above zero: came; below: went
     * @param by who decided it, where somebody did
     * @param otherKind whose account the other side was, where there are two
     */
    public record Line(
            long id, Instant at, String kind, String phase, String reference, String note, long amount, String by,
            String otherKind, String other) {}

    public record Page(List<Line> lines, boolean more) {}

    private final CoinStore store = new CoinStore();
    private final CoinGifts gifts;

    public Wallet(CoinGifts gifts) {
        this.gifts = gifts;
    }

    public View of(Tx tx, AccountId person) {
        return new View(store.balance(tx, LedgerAccountId.member(person)), store.settings(tx).dailyGift(),
                gifts.nextDaily(tx, person).orElse(null));
    }

    /** The newest first. @param before the last line one has, or Long.MAX_VALUE */
    public Page lines(Tx tx, AccountId person, long before) {
        List<Line> lines = store.history(tx, LedgerAccountId.member(person), before, LINES_MAX + 1);
        boolean more = lines.size() > LINES_MAX;
        return new Page(more ? List.copyOf(lines.subList(0, LINES_MAX)) : lines, more);
    }
}
