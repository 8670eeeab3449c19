package weilu.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import weilu.backup.ArchiveReader;
import weilu.backup.BackupProgress;
import weilu.backup.RestoreBackup;
import weilu.db.DatabaseAddress;
import weilu.db.TestDatabase;

/** The whole server on what a server of the first schema had backed up. */
public final class FirstSchemaServer implements QuarkusTestResourceLifecycleManager {
    static final Path BACKUP = Path.of("src/test/resources/backup/first-schema.weilu");

    private TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = TestDatabase.empty();
        DatabaseAddress address = database.address();
        try (ArchiveReader archive = ArchiveReader.open(BACKUP)) {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-data-");
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            BackupProgress progress = new BackupProgress(nowhere, false, Clock.systemUTC(), () -> false);
            new RestoreBackup(archive, progress).into(address, folder);
            System.setProperty("WEILU_DATA_FOLDER", folder.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        System.setProperty("WEILU_DATABASE_URL", address.jdbcUrl().replace("jdbc:postgresql://",
                "postgresql://" + address.user() + ":" + address.password() + "@"));
        return Map.of();
    }

    @Override
    public void stop() {
        database.close();
    }
}
