package weilu.db;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The server's own PostgreSQL in its data folder: made at the first start, listening on 127.0.0.1 alone, as durable as any.
 *
 * <p>When the server was killed its PostgreSQL lives on; the next start takes it over, or stops it and starts anew. One
 * process owns a data folder at a time. When PostgreSQL itself ends while the server runs, it is started again.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String DATABASE = "weilu";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final int START_TRIES_MAX = 3;

    private final FolderLock lock;
    private final PostgresCluster cluster;
    private final DatabaseAddress address;
    private final PostgresWatch watch;

    private EmbeddedPostgres(FolderLock lock, PostgresCluster cluster, DatabaseAddress address) {
        this.lock = lock;
        this.cluster = cluster;
        this.address = address;
        this.watch = new PostgresWatch(cluster);
    }

    /** Returns once it takes connections. Throws {@link DatabaseUnavailable} with one sentence when it cannot. */
    public static EmbeddedPostgres start(Path dataFolder) {
        Path parent = dataFolder.toAbsolutePath().normalize().resolve("postgres");
        try {
            makePrivate(parent);
            return startLocked(parent.toRealPath());
        } catch (AccessDeniedException denied) {
            throw new DatabaseUnavailable("Weilu may not write to " + denied.getFile() + " as user "
                    + System.getProperty("user.name") + ". Give it the folder, or another by WEILU_DATA_FOLDER.", denied);
        } catch (IOException failure) {
            throw unavailable(parent, failure);
        } catch (DatabaseUnavailable unavailable) {
            throw DiskSpace.isFull(unavailable.getMessage()) ? fullDisk(parent, unavailable) : unavailable;
        }
    }

    /** Whether a data folder holds a PostgreSQL already. */
    public static boolean isMade(Path dataFolder) {
        return Files.exists(dataFolder.resolve("postgres").resolve("cluster"));
    }

    /** Whether a server, this one included, owns the data folder now. */
    public static boolean isOwned(Path dataFolder) {
        Path folder = dataFolder.resolve("postgres");
        if (!Files.exists(folder)) {
            return false;
        }
        try (FolderLock lock = FolderLock.take(folder)) {
            return false;
        } catch (DatabaseUnavailable owned) {
            return true;
        } catch (IOException notTold) {
            return false;
        }
    }

    /** The address of the PostgreSQL that runs in a data folder, whoever started it; to look, not to own. */
    public static Optional<DatabaseAddress> running(Path dataFolder) {
        Path parent = dataFolder.toAbsolutePath().normalize().resolve("postgres");
        PostgresCluster cluster = new PostgresCluster(parent, new PostgresBinaries(parent));
        try {
            Optional<Postmaster> postmaster = Postmaster.of(cluster.folder());
            return postmaster.isEmpty() ? Optional.empty()
                    : Optional.of(addressOf(cluster, postmaster.get().port(), DATABASE));
        } catch (IOException notReadable) {
            return Optional.empty();
        }
    }

    /**
     * The PostgreSQL that runs in this data folder now, for a command that works beside its server; empty when none runs.
     * The caller does not own it and does not stop it.
     */
    public static Optional<DatabaseAddress> findRunning(Path dataFolder) {
        Path parent = dataFolder.toAbsolutePath().normalize().resolve("postgres");
        try {
            if (Files.notExists(parent.resolve("cluster"))) {
                return Optional.empty();
            }
            Path real = parent.toRealPath();
            PostgresCluster cluster = new PostgresCluster(real, PostgresBinaries.unpackUnder(real));
            Optional<Postmaster> running = Postmaster.of(cluster.folder());
            return running.isEmpty() ? Optional.empty()
                    : Optional.of(addressOf(cluster, running.get().port(), DATABASE));
        } catch (IOException failure) {
            throw unavailable(parent, failure);
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    /** The same database, for what the server does from day to day: as a role that owns nothing (DB20). */
    public DatabaseAddress serverAddress() {
        return new DatabaseAddress(address.jdbcUrl(), PostgresCluster.SERVER_ROLE, address.password());
    }

    public String jdbcUrl() {
        return address.jdbcUrl();
    }

    public String user() {
        return address.user();
    }

    public String password() {
        return address.password();
    }

    /** Why it does not run at the moment, in one sentence; empty when all is well. It is being started again. */
    public Optional<String> trouble() {
        return watch.trouble();
    }

    /** Why nothing more shall be written for now: the disk is nearly full. Reading goes on. */
    public Optional<String> writesRefused() {
        return watch.nearlyFull();
    }

    /** Stops PostgreSQL and gives the data folder free. */
    @Override
    public void close() {
        try (lock) {
            watch.close();
            cluster.stop();
        } catch (IOException failure) {
            throw new DatabaseUnavailable("PostgreSQL could not be stopped: " + failure.getMessage(), failure);
        }
    }

    private static EmbeddedPostgres startLocked(Path parent) throws IOException {
        FolderLock lock = FolderLock.take(parent);
        boolean started = false;
        try {
            PostgresCluster cluster = new PostgresCluster(parent, PostgresBinaries.unpackUnder(parent));
            cluster.createIfMissing();
            Optional<DatabaseAddress> adopted = adopt(cluster);
            DatabaseAddress address = adopted.isPresent() ? adopted.get() : startAnew(cluster);
            started = true;
            return new EmbeddedPostgres(lock, cluster, address);
        } catch (IOException | DatabaseUnavailable failure) {
            PostgresProgram.requireUserNamespace(parent);
            throw failure;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    /** Takes over what a killed server left running, if it is what this one would start; otherwise stops it. */
    private static Optional<DatabaseAddress> adopt(PostgresCluster cluster) throws IOException {
        Optional<Postmaster> orphan = Postmaster.of(cluster.folder());
        if (orphan.isEmpty()) {
            return Optional.empty();
        }
        int port = orphan.get().port();
        if (orphan.get().runs(cluster.postgresProgram()) && new PostgresSettings(port).areThoseOf(cluster.folder())) {
            DatabaseAddress address = addressOf(cluster, port, DATABASE);
            if (emptied(address) && hasServerRole(address)) {
                return Optional.of(address);
            }
        }
        cluster.stop();
        return Optional.empty();
    }

    /** Ends what the killed server was still doing, so that nothing of it is written after the new one has looked. */
    private static boolean emptied(DatabaseAddress address) {
        String endOthers = """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where backend_type = 'client backend' and pid <> pg_backend_pid()""";
        try (Connection connection = address.connectOrThrow();
                Statement statement = connection.createStatement()) {
            return statement.execute(endOthers);
        } catch (SQLException notUsable) {
            return false;
        }
    }

    private static DatabaseAddress startAnew(PostgresCluster cluster) throws IOException {
        for (int attempt = 1; ; attempt++) {
            PostgresSettings settings = PostgresSettings.onFreePort(new SecureRandom());
            try {
                cluster.start(settings);
                return withDatabase(cluster, settings.port());
            } catch (DatabaseUnavailable failure) {
                // Between finding the port free and taking it, someone else may have taken it.
                if (attempt == START_TRIES_MAX || !failure.getMessage().contains("Address already in use")) {
                    throw failure;
                }
            }
        }
    }

    private static DatabaseAddress withDatabase(PostgresCluster cluster, int port) throws IOException {
        DatabaseAddress address = addressOf(cluster, port, DATABASE);
        try {
            return withServerRole(address);
        } catch (SQLException failure) {
            if (!NO_SUCH_DATABASE.equals(failure.getSQLState())) {
                return unusable(cluster, failure);
            }
        }
        try (Connection connection = addressOf(cluster, port, "postgres").connectOrThrow();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
            return withServerRole(address);
        } catch (SQLException failure) {
            return unusable(cluster, failure);
        }
    }

    /** What it may do, the migrations say; its password is the cluster's, which only this server can read. */
    private static DatabaseAddress withServerRole(DatabaseAddress address) throws SQLException {
        String make = "create role " + PostgresCluster.SERVER_ROLE + " login password '" + address.password() + "'";
        try (Connection connection = address.connectOrThrow(); Statement statement = connection.createStatement()) {
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '"
                    + PostgresCluster.SERVER_ROLE + "') then " + make + "; end if; end $$");
            return address;
        }
    }

    private static boolean hasServerRole(DatabaseAddress address) {
        try {
            withServerRole(address);
            return true;
        } catch (SQLException notUsable) {
            return false;
        }
    }

    private static DatabaseAddress unusable(PostgresCluster cluster, SQLException failure) throws IOException {
        cluster.stop();
        throw new DatabaseUnavailable("PostgreSQL started but cannot be used: " + failure.getMessage(), failure);
    }

    private static DatabaseAddress addressOf(PostgresCluster cluster, int port, String database) throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return new DatabaseAddress(url, PostgresCluster.USER, cluster.password());
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static DatabaseUnavailable unavailable(Path folder, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return DiskSpace.isFull(message) ? fullDisk(folder, failure)
                : new DatabaseUnavailable("PostgreSQL cannot run in " + folder + ": " + message, failure);
    }

    private static DatabaseUnavailable fullDisk(Path folder, Exception failure) {
        return new DatabaseUnavailable(DiskSpace.sentence(folder), failure);
    }
}
