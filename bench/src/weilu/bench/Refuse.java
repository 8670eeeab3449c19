package weilu.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import weilu.db.DatabaseAddress;
import weilu.db.EmbeddedPostgres;

/**
 * Starts the server with settings that cannot be. Each must end it with an exit code and one line that names the setting
 * and says what is wrong, without a stack trace.
 */
final class Refuse implements Bench {
    private static final int SECONDS_MAX = 120;
    private static final int CASES_QUICK = 4;

    /** Settings, and what the one line must say. */
    private record Wrong(Map<String, String> settings, List<String> says) {}

    @Override
    public void measure(Run run) throws Exception {
        EmbeddedPostgres postgres = run.closing(EmbeddedPostgres.start(run.folder()));
        ServerSocket taken = run.closing(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        List<Wrong> cases = cases(postgres.address(), taken.getLocalPort());
        int count = 0;
        for (Wrong wrong : run.isQuick() ? cases.subList(0, CASES_QUICK) : cases) {
            start(run, wrong);
            count++;
        }
        run.figure("refused", count - run.breaches());
    }

    private static List<Wrong> cases(DatabaseAddress database, int takenPort) throws SQLException {
        String user = database.user();
        String password = database.password();
        List<Wrong> cases = new ArrayList<>(List.of(
                new Wrong(Map.of("WEILU_PORT", Integer.toString(takenPort)), List.of("WEILU_PORT", Integer.toString(takenPort))),
                wrong(url("127.0.0.1:1", user, "x", "weilu"), "cannot be reached"),
                wrong(url(place(database), user, "not it", "weilu"), "refuses the password")));
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create database newer");
            statement.execute("create database latin encoding 'LATIN1' locale 'C' template template0");
            statement.execute("create database reading");
            statement.execute("alter database reading set default_transaction_read_only = on");
            statement.execute("create database hasty");
            statement.execute("alter database hasty set synchronous_commit = off");
        }
        DatabaseAddress newer = new DatabaseAddress(database.jdbcUrl().replaceFirst("/[^/]*$", "/newer"), user, password);
        try (Connection connection = newer.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table flyway_schema_history (installed_rank int, version text, script text, success bool)");
            statement.execute("insert into flyway_schema_history values (1, '999', 'V999__future.sql', true)");
        }
        cases.add(wrong(url(place(database), user, password, "newer"), "a newer Weilu"));
        cases.add(wrong(url(place(database), user, password, "none"), "does not exist"));
        cases.add(wrong(url(place(database), user, password, "latin"), "encoding LATIN1"));
        cases.add(wrong(url(place(database), user, password, "reading"), "read-only"));
        cases.add(wrong(url(place(database), user, password, "hasty"), "synchronous_commit = off"));
        cases.add(wrong("mysql://localhost/weilu", "not readable"));
        return cases;
    }

    private static void start(Run run, Wrong wrong) throws IOException, InterruptedException {
        Path data = run.folder();
        Path said = Files.createTempFile(data, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(run.home().resolve("weilu").toString(), "run")
                .redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(Map.of("WEILU_HOST", "127.0.0.1", "WEILU_PORT", "0", "WEILU_TRAINING", "off",
                "WEILU_DATA_FOLDER", data.toString()));
        builder.environment().putAll(wrong.settings());
        Process process = builder.start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            run.breach("it runs with " + wrong.says());
            return;
        }
        List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8).stream().filter(line -> !line.isBlank()).toList();
        String last = lines.isEmpty() ? "" : lines.getLast();
        run.say(last);
        if (process.exitValue() == 0) {
            run.breach("exit code 0 with " + wrong.says());
        }
        if (lines.size() != 1 || !wrong.says().stream().allMatch(last::contains)) {
            run.breach("not one line that says " + wrong.says() + ", but: " + String.join("\n", lines));
        }
    }

    private static Wrong wrong(String url, String says) {
        return new Wrong(Map.of("WEILU_DATABASE_URL", url), List.of("WEILU_DATABASE_URL", says));
    }

    static String url(String place, String user, String password, String name) {
        return "postgres://" + user + ":" + password.replace(" ", "%20") + "@" + place + "/" + name;
    }

    static String place(DatabaseAddress database) {
        URI uri = URI.create(database.jdbcUrl().replaceFirst("^jdbc:", ""));
        return uri.getHost() + ":" + uri.getPort();
    }
}
