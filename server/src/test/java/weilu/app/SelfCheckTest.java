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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.Finding.Weight;
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
}
