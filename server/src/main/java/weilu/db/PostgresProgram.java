package weilu.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one of PostgreSQL's programs to its end. */
final class PostgresProgram {
    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and still owns its files. */
    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    private PostgresProgram() {}

    /** How it ended. {@code exit} is -1 when it took too long and was stopped. */
    record Ended(int exit, String output) {
        boolean well() {
            return exit == 0;
        }
    }

    static Ended run(Path folder, Duration limit, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
        whole.addAll(command);
        // To a file, not a pipe: a server that is started inherits it, and a pipe would then never end.
        Path output = Files.createTempFile(folder, "program", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return new Ended(ended ? process.exitValue() : -1, Files.readString(output, StandardCharsets.UTF_8).strip());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), stopped);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Says in one sentence why root cannot start PostgreSQL here, or nothing when it can. */
    static void requireUserNamespace(Path folder) throws IOException {
        if (!isRoot()) {
            return;
        }
        String advice = " Start Weilu as an ordinary user, or set WEILU_DATABASE_URL.";
        try {
            if (!run(folder, Duration.ofSeconds(10), List.of("true")).well()) {
                throw new DatabaseUnavailable("PostgreSQL does not run as root, and this machine does not permit"
                        + " `unshare --user` (a container without user namespaces?)." + advice);
            }
        } catch (IOException missing) {
            throw new DatabaseUnavailable("PostgreSQL does not run as root, and `unshare` (package util-linux) is"
                    + " missing." + advice, missing);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
