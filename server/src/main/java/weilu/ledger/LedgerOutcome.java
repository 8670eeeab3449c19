package weilu.ledger;

import java.time.Instant;
import weilu.id.LedgerAccountId;

/** What became of a transfer. Where it is not {@link Done}, nothing was moved by it now. */
public sealed interface LedgerOutcome {
    record Done(Instant at) implements LedgerOutcome {}

    /** It was done before, at this time, with the same content. */
    record Repeated(Instant at) implements LedgerOutcome {}

    /** Its id belongs to a transfer that says something else. */
    record DifferentContent() implements LedgerOutcome {}

    /** @param has what is in the account that would be below zero */
    record NotEnough(LedgerAccountId account, long has) implements LedgerOutcome {}

    /** More coins would have been issued than the ledger counts exactly, or taken back than were ever issued. */
    record BeyondIssue() implements LedgerOutcome {}
}
