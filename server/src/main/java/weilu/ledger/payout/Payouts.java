package weilu.ledger.payout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;
import weilu.ledger.LedgerOutcome;
import weilu.ledger.Reservations;
import weilu.ledger.payout.PayoutProvider.Answer;

/** Has coins paid out: reserved, asked for without a transaction, and settled by what the provider says. */
public final class Payouts {
    private static final int RECONCILED_AT_ONCE_MAX = 100;

    /** How long after the last asking it is asked again. */
    public static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(5);

    /** A reservation whose answer is not known must never go back by itself; and the same wish is the same transfer. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** What became of a wish. */
    public sealed interface Outcome {
        /** Its state says what is known by now. */
        record Known(Payout payout) implements Outcome {}

        record NotEnough(long has) implements Outcome {}

        /** This id was used for another payout. */
        record DifferentContent() implements Outcome {}
    }

    private final Db db;
    private final Reservations reservations;
    private final PayoutProvider provider;
    private final PayoutStore store = new PayoutStore();
    private final Clock clock;

    public Payouts(Db db, Reservations reservations, PayoutProvider provider, Clock clock) {
        this.db = db;
        this.reservations = reservations;
        this.provider = provider;
        this.clock = clock;
    }

    /** @param id made by the person's client; to ask again with it is harmless */
    public Outcome payOut(AccountId person, UUID id, Coins coins) {
        Payout wish = new Payout(TransferId.of("payout", person, id), person, coins, Payout.State.ASKED, null, null, now());
        LedgerOutcome reserved = db.inTransaction(tx -> {
            LedgerOutcome outcome = reservations.reserve(tx, wish.id(), "payout", provider.name(),
                    LedgerAccountId.member(person), coins, NEVER);
            if (outcome instanceof LedgerOutcome.Done) {
                store.insert(tx, wish, provider.name());
            }
            return outcome;
        });
        return switch (reserved) {
            case LedgerOutcome.Done _ -> new Outcome.Known(settle(wish, provider.pay(wish.id(), person, coins)));
            case LedgerOutcome.NotEnough(LedgerAccountId _, long has) -> new Outcome.NotEnough(has);
            case LedgerOutcome.Repeated _ -> new Outcome.Known(db.inTransaction(tx -> store.lock(tx, wish.id())).orElseThrow());
            case LedgerOutcome.DifferentContent _ -> new Outcome.DifferentContent();
            case LedgerOutcome.BeyondIssue _ -> throw new IllegalStateException("a reservation issues nothing");
        };
    }

    /** Asks what became of payouts whose answer was lost; returns how many are known now. */
    public int reconcile() {
        Instant before = now().minus(ASK_AGAIN_AFTER);
        List<Payout> asked = db.inTransaction(tx -> store.findAsked(tx, before, RECONCILED_AT_ONCE_MAX));
        int settled = 0;
        for (Payout payout : asked) {
            db.useTransaction(tx -> store.noteAsked(tx, payout.id(), now()));
            Answer answer = provider.ask(payout.id());
            // It never got there: asked as the first time, under the same id.
            Answer last = answer instanceof Answer.NeverAsked
                    ? provider.pay(payout.id(), payout.person(), payout.coins()) : answer;
            settled += settle(payout, last).state() == Payout.State.ASKED ? 0 : 1;
        }
        return settled;
    }

    private Payout settle(Payout payout, Answer answer) {
        return db.inTransaction(tx -> {
            Payout now = store.lock(tx, payout.id()).orElseThrow();
            if (now.state() != Payout.State.ASKED) {
                return now;
            }
            switch (answer) {
                case Answer.Paid(String receipt) -> {
                    reservations.post(tx, payout.id(), LedgerAccountId.PAYOUT, payout.coins());
                    store.settle(tx, payout.id(), Payout.State.PAID, receipt, null, now());
                }
                case Answer.Refused(String reason) -> {
                    reservations.voided(tx, payout.id());
                    store.settle(tx, payout.id(), Payout.State.REFUSED, null, reason, now());
                }
                case Answer.NeverAsked _, Answer.Unknown _ -> { }
            }
            return store.lock(tx, payout.id()).orElseThrow();
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
