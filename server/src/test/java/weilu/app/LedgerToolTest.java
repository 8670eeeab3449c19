package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.db.DatabaseAddress;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;
import weilu.ledger.Ledger;
import weilu.ledger.Transfer;

/** {@code ./weilu ledger} as it is called. */
class LedgerToolTest {
    @TempDir
    private Path folder;
    private final TestDatabase database = TestDatabase.fresh();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    @DisplayName("[LG6] the last line is ok and the exit code 0; where a balance was changed it says so, and the code is 1")
    void verifies() throws SQLException {
        give();
        assertThat(run("verify")).isZero();
        assertThat(said()).endsWith("ok").anyMatch(line -> line.contains("every red packet"));
        try (Connection connection = database.address().connect(); Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update ledger_account set balance = 8 where kind = 'member'");
        }
        assertThat(run("verify")).isEqualTo(1);
        assertThat(said()).endsWith("2 breaches").anyMatch(line -> line.startsWith("BREACH") && line.contains("sum of its"))
                .anyMatch(line -> line.contains("has 8, its entries sum to 7"));
    }

    @Test
    @DisplayName("an export is a new file with every entry, and never over another")
    void exports() throws IOException {
        give();
        Path file = folder.resolve("books.csv");
        assertThat(run("export", file.toString())).isZero();
        assertThat(Files.readAllLines(file)).hasSize(3).last().asString().endsWith(",小红,,7,7");
        assertThat(run("export", file.toString())).isEqualTo(2);
        assertThat(run("export")).isZero();
        assertThat(said()).hasSize(3);
        assertThat(run("burn")).isEqualTo(64);
    }

    private void give() {
        AccountId hong = database.db().inTransaction(tx -> tx.handle().createQuery(
                "insert into account (kind, display_name, created_at) values ('person', '小红', now()) returning id")
                .mapTo(AccountId.class).one());
        database.db().inTransaction(tx -> new Ledger(Clock.systemUTC()).post(tx, Transfer.move(
                new TransferId(UUID.randomUUID()), "grant", "test", LedgerAccountId.ISSUE, LedgerAccountId.member(hong),
                new Coins(7))));
    }

    private int run(String... words) {
        out.reset();
        DatabaseAddress address = database.address();
        Map<String, String> settings = Map.of("data_folder", folder.toString(), "database_url", address.jdbcUrl()
                .replace("jdbc:postgresql://", "postgresql://" + address.user() + ":" + address.password() + "@"));
        return new LedgerTool(Settings.from(name -> Optional.ofNullable(settings.get(name))), CoinParts.CHECKS,
                new PrintStream(out, true, StandardCharsets.UTF_8)).run(List.of(words));
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
