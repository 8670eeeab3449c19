package weilu.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import weilu.db.PostgresProgram.Ended;

/**
 * The files of the server's own PostgreSQL: made once, started and stopped.
 *
 * <p>A cluster is made in {@code cluster.part} and renamed when it is whole, so that what an interrupted first start left
 * behind is recognised and made again. Its password lives inside it for the same reason.
 */
final class PostgresCluster {
    static final String USER = "weilu";
    /** Owns nothing; made by the server, allowed by the migrations. */
    static final String SERVER_ROLE = "weilu_server";

    private static final Duration CREATE_LIMIT = Duration.ofMinutes(3);
    /** Long, for after a crash PostgreSQL replays its log first. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(6);
    private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(3);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int PASSWORD_BYTES = 24;
    private static final int SCRAM_ROUNDS = 1;
    private static final int LOG_TAIL_LINES = 8;
    private static final long LOG_BYTES_MAX = 1 << 20;

    private final Path parent;
    private final Path folder;
    private final Path log;
    private final PostgresBinaries binaries;

    PostgresCluster(Path parent, PostgresBinaries binaries) {
        this.parent = parent;
        this.folder = parent.resolve("cluster");
        this.log = parent.resolve("postgres.log");
        this.binaries = binaries;
    }

    Path folder() {
        return folder;
    }

    void createIfMissing() throws IOException {
        Path part = parent.resolve("cluster.part");
        Folders.delete(part);
        if (Files.exists(folder)) {
            requireWhole();
            return;
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path password = parent.resolve("password.part");
        Files.writeString(password, HexFormat.of().formatHex(random));
        Ended ended = PostgresProgram.run(parent, CREATE_LIMIT, List.of(
                binaries.program("initdb"), "--pgdata=" + part, "--username=" + USER, "--pwfile=" + password,
                // Rounds slow down the guessing of weak passwords; this one is random, and a cold start pays for each.
                "--auth=scram-sha-256", "--set=scram_iterations=" + SCRAM_ROUNDS,
                "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                "--lc-ctype=" + characterTypes()));
        if (!ended.well()) {
            throw new DatabaseUnavailable("PostgreSQL could not make its files under " + parent + ": "
                    + lastLines(ended.output()));
        }
        Files.move(password, part.resolve("weilu.password"), StandardCopyOption.ATOMIC_MOVE);
        sync(part);
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        sync(parent);
    }

    String password() throws IOException {
        return Files.readString(folder.resolve("weilu.password")).strip();
    }

    /** Starts PostgreSQL and returns once it takes connections. */
    void start(PostgresSettings settings) throws IOException {
        settings.writeTo(folder);
        keepOldLog();
        launch();
    }

    /** Starts it as it was started last. Its log goes on, for it says why PostgreSQL ended. */
    void startAgain() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            keepOldLog();
        }
        launch();
    }

    /** Stops PostgreSQL: fast, and when that takes too long at once (it then replays its log at the next start). */
    void stop() throws IOException {
        if (!control(FAST_STOP_LIMIT, "stop", "--mode=fast").well() && Postmaster.of(folder).isPresent()) {
            control(IMMEDIATE_STOP_LIMIT, "stop", "--mode=immediate");
        }
    }

    String postgresProgram() {
        return binaries.program("postgres");
    }

    private void launch() throws IOException {
        Ended ended = control(START_LIMIT, "start", "--log=" + log);
        if (!ended.well()) {
            String said = Files.exists(log) ? Files.readString(log) : ended.output();
            throw new DatabaseUnavailable("PostgreSQL did not start: " + lastLines(said));
        }
    }

    private void keepOldLog() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void requireWhole() throws IOException {
        Path version = folder.resolve("PG_VERSION");
        if (Files.notExists(version) || Files.notExists(folder.resolve("weilu.password"))) {
            throw new DatabaseUnavailable(folder + " is not a whole PostgreSQL cluster: files are missing. Restore it"
                    + " from a backup, or move it away to begin with an empty server.");
        }
        String made = Files.readString(version).strip();
        String here = binaries.majorVersion();
        if (!here.equals(made)) {
            throw new DatabaseUnavailable(folder + " was made by PostgreSQL " + made + ", but this build brings PostgreSQL "
                    + here + ". Export with the old Weilu and import with the new one.");
        }
    }

    private Ended control(Duration limit, String action, String option) throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.program("pg_ctl"), action, "--pgdata=" + folder,
                "--wait", "--silent", "--timeout=" + limit.toSeconds(), option));
        return PostgresProgram.run(parent, limit.plus(GRACE), command);
    }

    /** Trigram search asks the C library which characters are letters, so it has to know those of all languages. */
    private static String characterTypes() {
        return System.getProperty("os.name").startsWith("Mac") ? "UTF-8" : "C.UTF-8";
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // Windows cannot open a folder; there the rename itself is journalled.
            if (!System.getProperty("os.name").startsWith("Windows")) {
                throw notPossibleHere;
            }
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    }
}
