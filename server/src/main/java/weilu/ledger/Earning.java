package weilu.ledger;

import java.time.Instant;

/** What became of a wish for coins that the server gives. */
public sealed interface Earning {
    /** @param balance what the person has now */
    record Earned(Coins coins, long balance) implements Earning {}

    /** @param next when there is something again, or null when never */
    record Already(Instant next) implements Earning {}

    /** The person has earned all that one may earn today. */
    record EnoughToday() implements Earning {}

    /** The server gives nothing for it. */
    record NotOffered() implements Earning {}
}
