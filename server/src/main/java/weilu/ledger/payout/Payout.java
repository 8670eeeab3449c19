package weilu.ledger.payout;

import java.time.Instant;
import weilu.id.AccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;

/** Coins of a person that a provider is to pay out. @param askedAt when it was last asked */
public record Payout(
        TransferId id, AccountId person, Coins coins, State state, String receipt, String reason, Instant askedAt) {
    /** What is known of it. */
    public enum State { ASKED, PAID, REFUSED }
}
