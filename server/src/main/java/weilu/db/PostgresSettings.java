package weilu.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * What the server's own PostgreSQL runs with; written at each start. An administrator's own settings go into
 * {@code local.conf} beside it, and win.
 */
record PostgresSettings(int port) {
    private static final String TEXT = """
            # Written by Weilu at each start. Put your own settings into local.conf in this folder.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            port = %d
            max_connections = 200

            # An acknowledged message is on the disk.
            fsync = on
            full_page_writes = on
            synchronous_commit = on
            # A new piece of the log is not filled with zeros first: commits would wait a tenth of a second for that.
            wal_init_zero = off

            shared_buffers = '128MB'
            max_wal_size = '1GB'
            wal_compression = on
            jit = off
            timezone = 'UTC'
            client_connection_check_interval = '2s'

            # The server logs its own errors. PostgreSQL's would hold what people wrote.
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_checkpoints = off
            log_timezone = 'UTC'
            lc_messages = 'C'

            include_if_exists 'local.conf'
            """;
    private static final Path EPHEMERAL_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int USUAL_EPHEMERAL_MIN = 32_768;
    private static final int PORT_MIN = 15_000;
    private static final int PORT_TRIES_MAX = 200;

    /** With a port that is free now, and that no outgoing connection will be given by chance. */
    static PostgresSettings onFreePort(RandomGenerator random) throws IOException {
        int above = ephemeralMin();
        for (int attempt = 0; attempt < PORT_TRIES_MAX; attempt++) {
            int port = random.nextInt(PORT_MIN, above);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return new PostgresSettings(probe.getLocalPort());
            } catch (IOException taken) {
                // Someone has it: draw again.
            }
        }
        throw new DatabaseUnavailable("No free port on 127.0.0.1 between " + PORT_MIN + " and " + above
                + " was found for PostgreSQL.");
    }

    void writeTo(Path cluster) throws IOException {
        Files.writeString(file(cluster), text());
    }

    boolean areThoseOf(Path cluster) throws IOException {
        return Files.exists(file(cluster)) && Files.readString(file(cluster)).equals(text());
    }

    private String text() {
        return TEXT.formatted(port);
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postgresql.conf");
    }

    private static int ephemeralMin() throws IOException {
        if (!Files.isReadable(EPHEMERAL_RANGE)) {
            return USUAL_EPHEMERAL_MIN;
        }
        // Files of /proc/sys answer one read only; Files.readString would get a single digit.
        try (BufferedReader range = Files.newBufferedReader(EPHEMERAL_RANGE)) {
            int min = Integer.parseInt(range.readLine().strip().split("\\s+")[0]);
            return min > PORT_MIN + PORT_TRIES_MAX ? min : USUAL_EPHEMERAL_MIN;
        }
    }
}
