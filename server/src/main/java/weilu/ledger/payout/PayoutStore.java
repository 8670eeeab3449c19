package weilu.ledger.payout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;

/** The SQL of payouts. */
final class PayoutStore {
    void insert(Tx tx, Payout payout, String provider) {
        tx.handle().createUpdate("""
                        insert into payout (id, account_id, coins, provider, state, asked_at)
                        values (:id, :account, :coins, :provider, 'asked', :at)
                        """)
                .bind("id", payout.id()).bind("account", payout.person()).bind("coins", payout.coins().value())
                .bind("provider", provider).bind("at", payout.askedAt()).execute();
    }

    Optional<Payout> lock(Tx tx, TransferId id) {
        return tx.handle().createQuery("select * from payout where id = :id for update").bind("id", id)
                .map((row, context) -> payout(row)).findOne();
    }

    /** Those whose answer is not known since then, the oldest first. */
    List<Payout> findAsked(Tx tx, Instant before, int most) {
        return tx.handle().createQuery("""
                        select * from payout where state = 'asked' and asked_at <= :before order by asked_at limit :most
                        """)
                .bind("before", before).bind("most", most).map((row, context) -> payout(row)).list();
    }

    void noteAsked(Tx tx, TransferId id, Instant at) {
        tx.handle().createUpdate("update payout set asked_at = :at where id = :id").bind("id", id).bind("at", at).execute();
    }

    void settle(Tx tx, TransferId id, Payout.State state, String receipt, String reason, Instant at) {
        tx.handle().createUpdate("""
                        update payout set state = :state, receipt = :receipt, reason = :reason, settled_at = :at
                        where id = :id
                        """)
                .bind("id", id).bind("state", Rows.stored(state)).bind("receipt", receipt).bind("reason", reason)
                .bind("at", at).execute();
    }

    private static Payout payout(ResultSet row) throws SQLException {
        return new Payout(new TransferId(row.getObject("id", UUID.class)), new AccountId(row.getLong("account_id")),
                new Coins(row.getLong("coins")), Rows.constant(row, "state", Payout.State.class), row.getString("receipt"),
                row.getString("reason"), Rows.instant(row, "asked_at"));
    }
}
