package weilu.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import weilu.db.DatabaseAddress;
import weilu.db.TestDatabase;

/** What the whole server needs to run in a test: a fresh database, an empty data folder, roomy limits. */
public final class TestServer implements QuarkusTestResourceLifecycleManager {
    private static final int NEW_ACCOUNTS_PER_HOUR = 100_000;

    private TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = TestDatabase.fresh();
        DatabaseAddress address = database.address();
        String signIn = address.user() + ":" + address.password() + "@";
        System.setProperty("WEILU_DATABASE_URL",
                address.jdbcUrl().replace("jdbc:postgresql://", "postgresql://" + signIn));
        System.setProperty("WEILU_DATA_FOLDER", emptyFolder().toString());
        System.setProperty("WEILU_NEW_ACCOUNTS_PER_HOUR", Integer.toString(NEW_ACCOUNTS_PER_HOUR));
        return Map.of();
    }

    @Override
    public void stop() {
        database.close();
    }

    private static Path emptyFolder() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            return Files.createTempDirectory(target, "test-data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
