package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DbTest {
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    @DisplayName("[DB1] fsync, full_page_writes and synchronous_commit are on in the server's own PostgreSQL")
    void durable() {
        try (AgroalDataSource pool = Pool.open(database.address(), 1)) {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                assertThat(show(new Db(pool), setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    @DisplayName("[DB2] what throws is rolled back, what returns is committed")
    void rollsBack() {
        Db db = database.db();
        assertThatThrownBy(() -> db.useTransaction(tx -> {
            tx.handle().execute("insert into server_fact values ('rolled', 'back')");
            throw new IllegalStateException("stop");
        })).hasMessage("stop");
        db.useTransaction(tx -> tx.handle().execute("insert into server_fact values ('kept', 'here')"));
        List<String> names = db.inTransaction(
                tx -> tx.handle().createQuery("select name from server_fact").mapTo(String.class).list());
        assertThat(names).contains("kept").doesNotContain("rolled");
    }

    @Test
    @DisplayName("[DB2] a transaction is read committed, also in a database that would have it otherwise")
    void readCommitted() throws SQLException {
        try (TestDatabase strict = TestDatabase.empty();
                Connection connection = strict.address().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + connection.getCatalog()
                    + " set default_transaction_isolation = 'serializable'");
            assertThat(show(strict.db(), "transaction_isolation")).isEqualTo("read committed");
        }
    }

    @Test
    @DisplayName("[DB5] what shall happen after a commit happens then, and not after a rollback")
    void afterCommit() {
        List<String> happened = new ArrayList<>();
        database.db().useTransaction(tx -> {
            tx.afterCommit(() -> happened.add("committed"));
            assertThat(happened).isEmpty();
        });
        assertThat(happened).containsExactly("committed");
        assertThatThrownBy(() -> database.db().useTransaction(tx -> {
            tx.afterCommit(() -> happened.add("rolled back"));
            throw new IllegalStateException("stop");
        })).hasMessage("stop");
        assertThat(happened).containsExactly("committed");
    }

    @Test
    @DisplayName("migrations run on an empty database, and a second run does nothing")
    void migrates() {
        try (TestDatabase empty = TestDatabase.empty()) {
            assertThat(new Migrations(empty.dataSource(), empty.address()).run()).isPositive();
            assertThat(new Migrations(empty.dataSource(), empty.address()).run()).isZero();
        }
    }

    @Test
    @DisplayName("[DB13] of two servers that start at once one migrates and the other waits for it")
    void migratesOnce() throws Exception {
        try (TestDatabase empty = TestDatabase.empty(); ExecutorService starts = Executors.newFixedThreadPool(3)) {
            List<Callable<Integer>> servers = Collections.nCopies(3,
                    () -> new Migrations(empty.dataSource(), empty.address()).run());
            List<Integer> applied = new ArrayList<>();
            for (Future<Integer> one : starts.invokeAll(servers)) {
                applied.add(one.get());
            }
            assertThat(applied.stream().filter(count -> count > 0)).hasSize(1);
        }
    }

    @Test
    @DisplayName("[DB13] a migration waits for whoever needs the schema as it is")
    void migrationWaits() throws Exception {
        try (TestDatabase empty = TestDatabase.empty();
                Connection backup = empty.address().connect();
                Statement statement = backup.createStatement();
                ExecutorService start = Executors.newSingleThreadExecutor()) {
            statement.execute("select pg_advisory_lock_shared(" + Migrations.SCHEMA_LOCK + ")");
            Future<Integer> applied =
                    start.submit(() -> new Migrations(empty.dataSource(), empty.address()).run());
            String waits = "select count(*) from pg_locks where locktype = 'advisory' and not granted";
            while (one(statement, waits) == 0) {
                assertThat(applied.isDone()).isFalse();
            }
            assertThat(one(statement, "select count(*) from pg_tables where schemaname = 'public'")).isZero();
            statement.execute("select pg_advisory_unlock_shared(" + Migrations.SCHEMA_LOCK + ")");
            assertThat(applied.get()).isPositive();
        }
    }

    @Test
    @DisplayName("[DB11] an error of the database says nothing of what people wrote")
    void errorsAreDiscreet() {
        String secret = "毛肚七上八下";
        assertThatThrownBy(() -> database.db().useTransaction(tx -> tx.handle()
                .createUpdate("insert into account (kind, display_name, created_at) values ('ghost', :name, now())")
                .bind("name", secret).execute()))
                .satisfies(failure -> {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain(secret);
                    }
                });
    }

    private static long one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String show(Db where, String setting) {
        return where.inTransaction(
                tx -> tx.handle().createQuery("show " + setting).mapTo(String.class).one());
    }
}
