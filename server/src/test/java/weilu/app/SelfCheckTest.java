package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.Finding.Weight;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.TestDatabase;

class SelfCheckTest {
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
    @DisplayName("[AP6] the server's own PostgreSQL passes the start-up check whole")
    void passes() throws SQLException {
        try (Connection connection = database.address().connect()) {
            List<Finding> findings = new SelfCheck(Clock.systemUTC(), false).require(connection);
            assertThat(findings).hasSizeGreaterThan(5).allMatch(Finding::isGood);
        }
    }

    @Test
    @DisplayName("[AP6] a database that may lose what it acknowledged stops the start, unless that is allowed: then it shouts")
    void unsafe() throws SQLException {
        try (Connection connection = database.address().connect(); Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            assertThatThrownBy(() -> new SelfCheck(Clock.systemUTC(), false).require(connection))
                    .isInstanceOf(DatabaseUnavailable.class).hasMessageContaining("synchronous_commit = off");
            assertThat(new SelfCheck(Clock.systemUTC(), true).require(connection))
                    .anyMatch(finding -> finding.weight() == Weight.WORRYING
                            && finding.sentence().contains("synchronous_commit = off"));
        }
    }

    @Test
    @DisplayName("[AP6] a clock that disagrees with the database's is shouted about; one that cannot be stops the start")
    void clocks() throws SQLException {
        try (Connection connection = database.address().connect()) {
            Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1));
            assertThat(new SelfCheck(late, false).require(connection))
                    .anyMatch(finding -> finding.weight() == Weight.WORRYING && finding.sentence().contains("differ by"));
            Clock epoch = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
            assertThatThrownBy(() -> new SelfCheck(epoch, false).require(connection))
                    .isInstanceOf(DatabaseUnavailable.class).hasMessageContaining("The clock says 1970");
        }
    }

    @Test
    @DisplayName("[AP6] a database that a newer Weilu has used is refused, and what that one ran is named")
    void newerSchema() throws SQLException {
        try (TestDatabase newer = TestDatabase.fresh();
                Connection connection = newer.address().connect(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                        execution_time, success)
                    values (1000, '205', 'ledger', 'SQL', 'V205__ledger.sql', 'weilu', 1, true)
                    """);
            assertRefused(connection, "a newer Weilu (V205__ledger.sql)");
        }
    }

    @Test
    @DisplayName("[AP6] a database without a schema is not a newer one's; PostgreSQL 14 is refused, 15 is not")
    void plainAndOld() throws SQLException {
        try (TestDatabase empty = TestDatabase.empty(); Connection connection = empty.address().connect()) {
            assertThat(new SelfCheck(Clock.systemUTC(), false).require(connection)).allMatch(Finding::isGood);
        }
        assertThat(SelfCheck.version("140012").sentence()).contains("version 14", "needs 15");
        assertThat(SelfCheck.version("150000").isGood()).isTrue();
    }

    @Test
    @DisplayName("[AP6] a database that takes no writes, or no tables from this user, is refused")
    void notWritable() throws SQLException {
        try (TestDatabase empty = TestDatabase.empty();
                Connection connection = empty.address().connect(); Statement statement = connection.createStatement()) {
            statement.execute("set session characteristics as transaction read only");
            assertRefused(connection, "read-only");
            statement.execute("set session characteristics as transaction read write");
            statement.execute("create role reader_of_tests");
            statement.execute("set role reader_of_tests");
            assertRefused(connection, "reader_of_tests may not create tables");
            statement.execute("reset role");
            statement.execute("drop role reader_of_tests");
        }
    }

    @Test
    @DisplayName("[AP6] a database that does not hold UTF-8 is refused")
    void otherEncoding() throws SQLException {
        try (TestDatabase beside = TestDatabase.empty();
                Connection besideIt = beside.address().connect(); Statement statement = besideIt.createStatement()) {
            String name = besideIt.getCatalog() + "_latin";
            statement.execute("create database " + name + " encoding 'LATIN1' locale 'C' template template0");
            DatabaseAddress there = new DatabaseAddress(
                    beside.jdbcUrl().replaceFirst("/[^/]*$", "/" + name), beside.address().user(), beside.address().password());
            try (Connection connection = there.connect()) {
                assertRefused(connection, "encoding LATIN1");
            }
            statement.execute("drop database " + name + " with (force)");
        }
    }

    @Test
    @DisplayName("[AP6] what is wrong with an external database is said with the setting that names it")
    void namesTheSetting() {
        for (String url : List.of("mysql://host/name", "postgres://nobody:x@127.0.0.1:9/none")) {
            Settings settings = Settings.from(name -> Optional.of(url).filter(value -> name.equals("database_url")));
            assertThatThrownBy(() -> settings.namingTheSetting(() -> settings.database().orElseThrow().connect()))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageStartingWith("WEILU_DATABASE_URL: ").hasMessageNotContaining("\n");
        }
    }

    private static void assertRefused(Connection connection, String sentence) {
        assertThatThrownBy(() -> new SelfCheck(Clock.systemUTC(), false).require(connection))
                .isInstanceOf(DatabaseUnavailable.class).hasMessageContaining(sentence).hasMessageNotContaining("\n");
    }
}
