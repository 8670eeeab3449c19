package weilu.db;

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
