package weilu.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to this build's schema: every {@code db/migration/V<number>__<feature>.sql}, once, in order. */
public final class Migrations {
    private final DataSource dataSource;

    public Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
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
            MigrationScripts known = new MigrationScripts();
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
        try {
            return flyway().migrate().migrationsExecuted;
        } catch (FlywayException failure) {
            String reason = failure.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse("unknown");
            throw new DatabaseUnavailable("The database cannot be brought to this version's schema: " + reason, failure);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .resourceProvider(new MigrationScripts())
                .javaMigrationClassProvider(List::of)
                .validateMigrationNaming(true)
                .outOfOrder(true)
                .cleanDisabled(true)
                .load();
    }
}
