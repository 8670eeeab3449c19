package weilu.ledger;

import java.util.List;
import weilu.db.Tx;

/**
 * One question to the whole ledger. A feature that keeps coins in escrow adds its own: that what is over keeps none, that what
 * was given is what is written there.
 */
public interface LedgerCheck {
    int BREACHES_SHOWN_MAX = 20;

    /** What should hold, in English and in a few words: {@code every transfer sums to zero}. */
    String name();

    /** What was looked at, and what is wrong of it. Reads only; in one snapshot with all other checks. */
    Found look(Tx tx);

    /**
     * @param looked how many were looked at
     * @param breaches how many of them break the rule
     * @param shown the first of them, a sentence each
     */
    record Found(long looked, long breaches, List<String> shown) {
        public static Found of(long looked, List<String> breaches) {
            return new Found(looked, breaches.size(), breaches.stream().limit(BREACHES_SHOWN_MAX).toList());
        }
    }
}
