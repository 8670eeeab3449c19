package weilu.db;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to this build's schema: every {@code db/migration/V<number>__<feature>.sql}, once, in order.
 *
 * <p>A database that all of them have been applied to is stamped with their digest. When the stamp is this build's there is
 * nothing to look up, which a warm start would otherwise wait for.
 */
public final class Migrations {
    private static final String READ_STAMP = "select obj_description(to_regclass('flyway_schema_history'), 'pg_class')";
    private static final String WRITE_STAMP = "comment on table flyway_schema_history is '%s'";

    /** Held by whoever changes the schema; shared by those for whom it must stay as it is. Of this database alone. */
    public static final long SCHEMA_LOCK = 0x7765696c_00000001L;

    private static final System.Logger LOG = System.getLogger(Migrations.class.getName());

    private final DataSource dataSource;
    private final DatabaseAddress address;

    /**
     * @param dataSource where to look whether anything is to be done
     * @param address the same database, for connections that may take longer than the pool's
     */
    public Migrations(DataSource dataSource, DatabaseAddress address) {
        this.dataSource = dataSource;
        this.address = address;
    }

    /** The names of all scripts of this build. */
    public static Set<String> scripts() {
        return MigrationScripts.known().names();
    }

    /**
     * Scripts that were run on this database and that this build does not know: a newer one made its schema. Empty for a
     * database without a schema, too.
     */
    public static List<String> unknown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("select to_regclass('flyway_schema_history') is not null")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return List.of();
                }
            }
            MigrationScripts known = MigrationScripts.known();
            List<String> unknown = new ArrayList<>();
            try (ResultSet scripts = statement.executeQuery(
                    "select script from flyway_schema_history where success and version is not null order by installed_rank")) {
                while (scripts.next()) {
                    if (known.getResource(scripts.getString(1)) == null) {
                        unknown.add(scripts.getString(1));
                    }
                }
            }
            return unknown;
        }
    }

    /** Returns the number of migrations applied. Several servers may call it at once: one does it, the others wait. */
    public int run() {
        MigrationScripts scripts = MigrationScripts.known();
        String stamp = digest(scripts);
        return telling(() -> stamp.equals(stampNow()) ? 0 : alone(stamp, scripts));
    }

    /** Brings an empty database to the schema these scripts make, which may be an older one. */
    public void runOnly(Set<String> names) {
        telling(() -> alone(null, MigrationScripts.known().only(names)));
    }

    private interface Work {
        int run() throws SQLException;
    }

    private static int telling(Work work) {
        try {
            return work.run();
        } catch (FlywayException failure) {
            String reason = failure.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse("unknown");
            throw new DatabaseUnavailable("The database cannot be brought to this version's schema: " + reason, failure);
        } catch (SQLException failure) {
            throw new DatabaseUnavailable("The database's schema cannot be looked at: " + failure.getMessage(), failure);
        }
    }

    /**
     * Migrates under a lock of ours, for Flyway's own ends before the stamp is written. Whoever waited for it finds nothing
     * left to do.
     */
    private int alone(String stamp, MigrationScripts scripts) throws SQLException {
        DataSource patient = Pool.patient(address);
        try (Connection connection = patient.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (!isTrue(statement, "select pg_try_advisory_xact_lock(" + SCHEMA_LOCK + ")")) {
                LOG.log(System.Logger.Level.INFO, "waiting: another start, or a backup, is at work on the database's schema");
                statement.execute("select pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
            }
            int applied = flyway(patient, scripts).migrate().migrationsExecuted;
            if (stamp != null) {
                statement.execute(WRITE_STAMP.formatted(stamp));
            }
            connection.commit();
            return applied;
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private String stampNow() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ_STAMP)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String digest(MigrationScripts scripts) {
        try {
            byte[] all = scripts.whole().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Flyway flyway(DataSource patient, MigrationScripts scripts) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(patient)
                .locations("classpath:db/migration")
                .resourceProvider(scripts)
                .javaMigrationClassProvider(List::of)
                .validateMigrationNaming(true)
                .outOfOrder(true)
                .cleanDisabled(true)
                .load();
    }
}
