package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedPostgresTest {
    @TempDir
    private Path temporary;

    private Path data;

    @BeforeEach
    void choose() {
        data = temporary.resolve("data with space");
    }

    @Test
    @DisplayName("[DB7] what was committed is there after a stop and a start")
    void restarts() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            execute(postgres, "create table kept (word text)");
            execute(postgres, "insert into kept values ('火锅')");
        }
        assertThat(Postmaster.of(cluster())).as("nothing runs after close").isEmpty();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(words(postgres)).containsExactly("火锅");
        }
    }

    @Test
    @DisplayName("[DB7] the PostgreSQL of a server killed with -9 is taken over, and what that server was doing ends")
    void adoptsOrphan() throws Exception {
        Process killed = ServerToKill.start(data);
        killed.destroyForcibly().waitFor();
        Postmaster orphan = Postmaster.of(cluster()).orElseThrow();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            execute(postgres, "create table kept (word text)");
            assertThat(Postmaster.of(cluster()).orElseThrow().process()).isEqualTo(orphan.process());
            assertThat(postgres.jdbcUrl()).contains(":" + orphan.port() + "/");
        }
        assertThat(Postmaster.of(cluster())).as("it is stopped like one's own").isEmpty();
    }

    @Test
    @DisplayName("[DB7] an orphan with other settings is stopped, and one with ours started")
    void replacesOrphan() throws Exception {
        Process killed = ServerToKill.start(data);
        killed.destroyForcibly().waitFor();
        Postmaster orphan = Postmaster.of(cluster()).orElseThrow();
        Files.writeString(cluster().resolve("postgresql.conf"), "# of an older build\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            execute(postgres, "create table kept (word text)");
            assertThat(Postmaster.of(cluster()).orElseThrow().process()).isNotEqualTo(orphan.process());
        }
    }

    @Test
    @DisplayName("[DB7] PostgreSQL itself killed with -9 loses nothing that was committed")
    void survivesCrash() throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.start(data);
        execute(first, "create table kept (word text)");
        execute(first, "insert into kept values ('毛肚')");
        ProcessHandle postmaster = Postmaster.of(cluster()).orElseThrow().process();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        first.close();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(words(postgres)).containsExactly("毛肚");
        }
    }

    @Test
    @DisplayName("[DB7] a postmaster.pid whose number now belongs to another program does not stop the start")
    void pidUsedAgain() throws Exception {
        EmbeddedPostgres.start(data).close();
        List<String> lines = List.of(Long.toString(ProcessHandle.current().pid()), cluster().toString(), "1", "15999",
                "", "127.0.0.1", "", "ready");
        Files.write(cluster().resolve("postmaster.pid"), lines);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            execute(postgres, "create table kept (word text)");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    @DisplayName("[DB8] a data folder belongs to one server at a time")
    void secondOwnerRefused() {
        EmbeddedPostgres first = EmbeddedPostgres.start(data);
        try (first) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("in use by another Weilu server (process " + ProcessHandle.current().pid());
        }
        EmbeddedPostgres.start(data).close();
    }

    @Test
    @DisplayName("[DB9] what an interrupted first start left behind is made again")
    void halfMade() throws Exception {
        Path postgres = Files.createDirectories(data.resolve("postgres"));
        Files.createDirectories(postgres.resolve("cluster.part/base"));
        Files.writeString(postgres.resolve("cluster.part/PG_VERSION"), "18\n");
        Files.createDirectories(postgres.resolve("binaries.part/bin"));
        Files.writeString(postgres.resolve("password.part"), "half");
        try (EmbeddedPostgres started = EmbeddedPostgres.start(data)) {
            execute(started, "create table kept (word text)");
        }
        assertThat(postgres.resolve("cluster.part")).doesNotExist();
        assertThat(postgres.resolve("password.part")).doesNotExist();
    }

    @Test
    @DisplayName("[DB9] a cluster that lost its files is never replaced by an empty one")
    void brokenCluster() throws Exception {
        Files.createDirectories(cluster().resolve("base"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                .isInstanceOf(DatabaseUnavailable.class).hasMessageContaining("not a whole PostgreSQL cluster");
        assertThat(cluster().resolve("base")).exists();
    }

    @Test
    @DisplayName("[DB9] a data folder that cannot be written is told in one sentence")
    void noPermission() throws Exception {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may write anywhere");
        Files.createDirectories(data);
        assertThat(data.toFile().setWritable(false)).isTrue();
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                .isInstanceOf(DatabaseUnavailable.class).hasMessageContaining("may not write");
    }

    @Test
    @DisplayName("the binaries for each kind of machine are found by zonky's names")
    void binariesByMachine() {
        assertThat(PostgresBinaries.resourceName("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.resourceName("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.resourceName("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
        assertThat(PostgresBinaries.resourceName("Windows 11", "amd64")).isEqualTo("postgres-windows-x86_64.txz");
    }

    private Path cluster() {
        return data.resolve("postgres").resolve("cluster");
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.address().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> words(EmbeddedPostgres postgres) throws SQLException, IOException {
        try (Connection connection = postgres.address().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from kept")) {
            List<String> words = new ArrayList<>();
            while (rows.next()) {
                words.add(rows.getString(1));
            }
            return words;
        }
    }
}
