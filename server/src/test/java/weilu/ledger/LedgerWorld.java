package weilu.ledger;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import weilu.PinnedClock;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;

/** A ledger with people; what its tests share. */
final class LedgerWorld implements AutoCloseable {
    final PinnedClock clock = PinnedClock.still();
    final TestDatabase database = TestDatabase.fresh();
    private final AgroalDataSource pool = database.dailyPool();
    final Db db = new Db(pool);
    final Ledger ledger = new Ledger(clock);

    AccountId person(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values ('person', :name, :now) returning id
                        """)
                .bind("name", name).bind("now", clock.instant()).mapTo(AccountId.class).one());
    }

    /** The account of a new person with so many coins. */
    LedgerAccountId rich(String name, long coins) {
        LedgerAccountId account = LedgerAccountId.member(person(name));
        if (coins > 0) {
            give(account, coins);
        }
        return account;
    }

    void give(LedgerAccountId account, long coins) {
        post(Transfer.move(id(), "grant", "test", LedgerAccountId.ISSUE, account, new Coins(coins)));
    }

    LedgerOutcome post(Transfer transfer) {
        return db.inTransaction(tx -> ledger.post(tx, transfer));
    }

    long balance(LedgerAccountId account) {
        return db.inTransaction(tx -> ledger.lock(tx, List.of(account), List.of()).balance(account));
    }

    long number(String query) {
        return db.inTransaction(tx -> tx.handle().createQuery(query).mapTo(Long.class).one());
    }

    /** As whoever owns the tables, past every trigger: to break what no program of ours can. */
    void breaking(String... statements) {
        try (Connection connection = database.address().connect(); Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static TransferId id() {
        return new TransferId(UUID.randomUUID());
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
