package weilu.ledger.payout;

import weilu.id.AccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;

/** Somebody outside who pays what coins are worth there. Calls block and never throw; no transaction may be open. */
public interface PayoutProvider {
    /** What came of asking. */
    sealed interface Answer {
        /** @param receipt the provider's own number of it */
        record Paid(String receipt) implements Answer {}

        /** It was not paid, and will not be under this id. */
        record Refused(String reason) implements Answer {}

        /** The provider has never heard of this id; only an answer to {@link #ask}. */
        record NeverAsked() implements Answer {}

        /** It may have been paid or not. */
        record Unknown() implements Answer {}
    }

    String name();

    /** Pays, once for an id: the same asked again is answered as the first time. */
    Answer pay(TransferId id, AccountId person, Coins coins);

    /** What became of it. */
    Answer ask(TransferId id);
}
