package weilu.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.protocol.MemberView.Kind;

/** The SQL of what is around the ledger: settings, days, and what people see of it. */
final class CoinStore {
    record Day(Coins earned, Coins sent) {}

    record LastGift(LocalDate day, ZoneId zone, Instant at) {}

    /** @param kind of what account this is */
    record Sum(LedgerAccountId.Kind kind, long balance, long accounts) {}

    /** Whom a grant is for. */
    record Grantee(AccountId id, Kind kind, String displayName) {}

    CoinSettings settings(Tx tx) {
        return tx.handle().createQuery("select * from coin_settings")
                .map((row, context) -> new CoinSettings(new Coins(row.getLong("starting_gift")),
                        new Coins(row.getLong("daily_gift")), new Coins(row.getLong("earned_max")),
                        new Coins(row.getLong("sent_max"))))
                .findOne().orElse(CoinSettings.STANDARD);
    }

    void putSettings(Tx tx, CoinSettings settings) {
        tx.handle().createUpdate("""
                        insert into coin_settings (starting_gift, daily_gift, earned_max, sent_max)
                        values (:starting, :daily, :earned, :sent)
                        on conflict (one) do update set starting_gift = excluded.starting_gift,
                            daily_gift = excluded.daily_gift, earned_max = excluded.earned_max, sent_max = excluded.sent_max
                        """)
                .bind("starting", settings.startingGift().value()).bind("daily", settings.dailyGift().value())
                .bind("earned", settings.earnedMax().value()).bind("sent", settings.sentMax().value()).execute();
    }

    /** Makes the row where there is none, and locks it. */
    Day lockDay(Tx tx, AccountId account, LocalDate day) {
        return tx.handle().createQuery("""
                        insert into coin_day (account_id, day) values (:account, :day)
                        on conflict (account_id, day) do update set earned = coin_day.earned returning earned, sent
                        """)
                .bind("account", account).bind("day", day)
                .map((row, context) -> new Day(new Coins(row.getLong("earned")), new Coins(row.getLong("sent")))).one();
    }

    void count(Tx tx, AccountId account, LocalDate day, Coins earned, Coins sent) {
        tx.handle().createUpdate("""
                        update coin_day set earned = earned + :earned, sent = sent + :sent
                        where account_id = :account and day = :day
                        """)
                .bind("account", account).bind("day", day).bind("earned", earned.value()).bind("sent", sent.value())
                .execute();
    }

    ZoneId zone(Tx tx, AccountId account) {
        return ZoneId.of(tx.handle().createQuery("select time_zone from account where id = :id")
                .bind("id", account).mapTo(String.class).one());
    }

    Optional<LastGift> lastGift(Tx tx, AccountId account) {
        return tx.handle().createQuery("select * from daily_gift where account_id = :account")
                .bind("account", account)
                .map((row, context) -> new LastGift(row.getObject("day", LocalDate.class),
                        ZoneId.of(row.getString("time_zone")), Rows.instant(row, "at")))
                .findOne();
    }

    void putGift(Tx tx, AccountId account, LastGift gift) {
        tx.handle().createUpdate("""
                        insert into daily_gift (account_id, day, time_zone, at) values (:account, :day, :zone, :at)
                        on conflict (account_id) do update
                            set day = excluded.day, time_zone = excluded.time_zone, at = excluded.at
                        """)
                .bind("account", account).bind("day", gift.day()).bind("zone", gift.zone().getId()).bind("at", gift.at())
                .execute();
    }

    long balance(Tx tx, LedgerAccountId account) {
        return tx.handle().createQuery("select balance from ledger_account where id = :id")
                .bind("id", account).mapTo(Long.class).findOne().orElse(0L);
    }

    List<Wallet.Line> history(Tx tx, LedgerAccountId account, long before, int most) {
        return new ArrayList<>(tx.handle().createQuery("""
                        select e.id, t.at, t.kind, t.phase, t.reference, t.note, e.amount, b.display_name as decided_by,
                               o.kind as other_kind, p.display_name as other_name
                        from ledger_entry e join ledger_transfer t on t.id = e.transfer_id
                        left join account b on b.id = t.by_account
                        left join ledger_entry x on t.entries = 2 and x.transfer_id = t.id and x.ordinal <> e.ordinal
                        left join ledger_account o on o.id = x.account_id
                        left join account p on p.id = o.account_id
                        where e.account_id = :account and e.id < :before order by e.id desc limit :most
                        """)
                .bind("account", account).bind("before", before).bind("most", most)
                .map((row, context) -> new Wallet.Line(row.getLong("id"), Rows.instant(row, "at"), row.getString("kind"),
                        row.getString("phase"), row.getString("reference"), row.getString("note"), row.getLong("amount"),
                        row.getString("decided_by"), row.getString("other_kind"), row.getString("other_name")))
                .list());
    }

    Map<LedgerAccountId.Kind, Sum> sums(Tx tx) {
        Map<LedgerAccountId.Kind, Sum> sums = new HashMap<>();
        tx.handle().createQuery("select kind, sum(balance) as balance, count(*) as accounts from ledger_account group by kind")
                .map((row, context) -> new Sum(Rows.constant(row, "kind", LedgerAccountId.Kind.class),
                        row.getLong("balance"), row.getLong("accounts")))
                .forEach(sum -> sums.put(sum.kind(), sum));
        return sums;
    }

    Optional<Grantee> grantee(Tx tx, String signInName) {
        return tx.handle().createQuery("select id, kind, display_name from account where sign_in_name = :name")
                .bind("name", signInName)
                .map((row, context) -> new Grantee(new AccountId(row.getLong("id")),
                        Rows.constant(row, "kind", Kind.class), row.getString("display_name")))
                .findOne();
    }
}
