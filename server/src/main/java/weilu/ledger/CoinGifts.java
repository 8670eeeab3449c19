package weilu.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import weilu.account.PersonBegan;
import weilu.account.SignedIn;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.LedgerOutcome.DifferentContent;
import weilu.ledger.LedgerOutcome.Done;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.Refusal;

/** How coins come to be: each gift has an id of its own, so that nobody gets it twice, whatever is repeated. */
public final class CoinGifts implements PersonBegan {
    /** Who changed their time zone since the last daily gift waits a whole day for the next. */
    private static final Duration AFTER_MOVING = Duration.ofDays(1);

    private final Ledger ledger;
    private final CoinSigns signs;
    private final CoinStore store = new CoinStore();
    private final Clock clock;

    public CoinGifts(Ledger ledger, CoinSigns signs, Clock clock) {
        this.ledger = ledger;
        this.signs = signs;
        this.clock = clock;
    }

    /** The starting gift: once in the life of an account. */
    @Override
    public void personBegan(Tx tx, AccountId person) {
        Coins gift = store.settings(tx).startingGift();
        if (!gift.isZero()) {
            ledger.post(tx, Transfer.move(TransferId.of("starting_gift", person), "starting_gift", "", LedgerAccountId.ISSUE,
                    LedgerAccountId.member(person), gift));
        }
    }

    /** Gives the gift of the person's own day. */
    public Earning takeDaily(Tx tx, AccountId person) {
        Coins gift = store.settings(tx).dailyGift();
        if (gift.isZero()) {
            return new Earning.NotOffered();
        }
        Optional<Instant> next = nextDaily(tx, person);
        if (next.isPresent()) {
            return new Earning.Already(next.get());
        }
        ZoneId zone = store.zone(tx, person);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Earning earning = earn(tx, person, TransferId.of("daily_gift", person, today), "daily_gift", today.toString(), gift);
        switch (earning) {
            case Earning.Earned _ -> store.putGift(tx, person, new CoinStore.LastGift(today, zone, now));
            case Earning.Already _ -> {
                return new Earning.Already(today.plusDays(1).atStartOfDay(zone).toInstant());
            }
            case Earning.EnoughToday _, Earning.NotOffered _ -> { }
        }
        return earning;
    }

    /** When the next daily gift may be taken; empty when that is now, or there are none. */
    Optional<Instant> nextDaily(Tx tx, AccountId person) {
        Optional<CoinStore.LastGift> last = store.lastGift(tx, person);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        ZoneId zone = store.zone(tx, person);
        Instant next = last.get().day().plusDays(1).atStartOfDay(zone).toInstant();
        Instant moved = zone.equals(last.get().zone()) ? next : last.get().at().plus(AFTER_MOVING);
        Instant later = moved.isAfter(next) ? moved : next;
        return Optional.of(later).filter(at -> at.isAfter(clock.instant()));
    }

    /**
     * Gives a person coins for something they did, within what one may earn a day; for check-ins and the like.
     *
     * @param id made from what it is for ({@link TransferId#of}): the same is given once
     */
    public Earning earn(Tx tx, AccountId person, TransferId id, String kind, String reference, Coins coins) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), store.zone(tx, person));
        CoinStore.Day day = store.lockDay(tx, person, today);
        Coins most = store.settings(tx).earnedMax();
        LedgerAccountId account = LedgerAccountId.member(person);
        LockedAccounts locked = ledger.lock(tx, List.of(LedgerAccountId.ISSUE, account), List.of(id));
        if (locked.madeAt(id).isPresent()) {
            return new Earning.Already(null);
        }
        Coins left = most.isMoreThan(day.earned()) ? most.minus(day.earned()) : Coins.ZERO;
        Coins given = coins.isMoreThan(left) ? left : coins;
        if (given.isZero()) {
            return new Earning.EnoughToday();
        }
        Transfer transfer = Transfer.move(id, kind, reference, LedgerAccountId.ISSUE, account, given);
        if (!(ledger.post(tx, locked, List.of(transfer)).getFirst() instanceof Done)) {
            return new Earning.NotOffered();
        }
        store.count(tx, person, today, given, Coins.ZERO);
        signs.changed(tx, locked, List.of(account));
        return new Earning.Earned(given, locked.balance(account));
    }

    /**
     * Counts what a person is about to send, in the transaction that sends it and before any account is locked; false when
     * that were more than one may send on a day, and then nothing is counted.
     */
    public boolean countSent(Tx tx, AccountId person, Coins coins) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), store.zone(tx, person));
        CoinStore.Day day = store.lockDay(tx, person, today);
        if (day.sent().value() + coins.value() > store.settings(tx).sentMax().value()) {
            return false;
        }
        store.count(tx, person, today, Coins.ZERO, coins);
        return true;
    }

    public CoinSettings settings(Tx tx) {
        return store.settings(tx);
    }

    public CoinSettings change(Tx tx, CoinSettings settings) {
        store.putSettings(tx, settings);
        return settings;
    }

    /**
     * Gives a person coins because an admin says so, with the reason in the ledger. Refuses INVALID for who is not a person
     * here, and ID_REUSED for an id that granted something else.
     *
     * @param id made by the admin's client
     * @return what the person has now
     */
    public long grant(Tx tx, SignedIn admin, UUID id, String signInName, Coins coins, String reason) {
        CoinStore.Grantee to = store.grantee(tx, signInName).filter(found -> found.kind() == Kind.PERSON)
                .orElseThrow(() -> Refusal.field(ErrorCode.INVALID, "name", "nobody signs in by this name"));
        LedgerAccountId account = LedgerAccountId.member(to.id());
        TransferId transfer = TransferId.of("grant", admin.account(), id);
        LockedAccounts locked = ledger.lock(tx, List.of(LedgerAccountId.ISSUE, account), List.of(transfer));
        LedgerOutcome outcome = ledger.post(tx, locked, List.of(Transfer.move(transfer, "grant", "", LedgerAccountId.ISSUE,
                account, coins).by(admin.account(), reason))).getFirst();
        if (outcome instanceof DifferentContent) {
            throw Refusal.field(ErrorCode.ID_REUSED, "id", "this id was used for another grant");
        }
        if (outcome instanceof LedgerOutcome.BeyondIssue) {
            throw Refusal.field(ErrorCode.INVALID, "coins", "so many coins cannot be counted");
        }
        signs.changed(tx, locked, List.of(account));
        return locked.balance(account);
    }
}
