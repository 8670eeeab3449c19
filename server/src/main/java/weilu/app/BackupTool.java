package weilu.app;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import weilu.backup.ArchiveReader;
import weilu.backup.BackupProgress;
import weilu.backup.BackupRefused;
import weilu.backup.BackupResult;
import weilu.backup.DataFolder;
import weilu.backup.RestoreBackup;
import weilu.backup.TakeBackup;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.EmbeddedPostgres;
import weilu.db.Folders;

/**
 * {@code ./weilu backup} and {@code ./weilu restore}. A backup works beside the running server, or starts its PostgreSQL for
 * the while; a restore is done while no server runs.
 */
final class BackupTool {
    static final int DONE = 0;
    static final int FILES_LOST = 1;
    static final int FAILED = 2;
    private static final int USAGE_EXIT = 64;
    private static final int NAMES_SHOWN_MAX = 10;
    private static final String USAGE = """
            ./weilu backup FILE     write everything into FILE: rooms, people, uploaded files, keys. The server may be running.
            ./weilu restore FILE    bring it back into an empty data folder (WEILU_DATA_FOLDER) and, with
                                    WEILU_DATABASE_URL, an empty database; the server must not be running there

            Whoever can read FILE can read everything in it. See docs/self-hosting.md.
            Exit code: 0 done, 1 done but some uploaded files were missing or damaged on disk, 2 it failed.
            """;

    private final Settings settings;
    private final String command;
    private final PrintStream report = Terminal.stream(FileDescriptor.out);
    private final PrintStream screen = Terminal.stream(FileDescriptor.err);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final BackupProgress progress = new BackupProgress(screen, terminal, Clock.systemUTC(), cancelled::get);

    BackupTool(Settings settings, String command) {
        this.settings = settings;
        this.command = command;
    }

    /** Returns the exit code. */
    int run(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            report.print(USAGE);
            return DONE;
        }
        if (words.size() != 1 || words.getFirst().startsWith("-")) {
            screen.print(USAGE);
            return USAGE_EXIT;
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cancelled.set(true);
            Terminal.await(ended);
        }));
        try {
            Path file = Path.of(words.getFirst());
            return command.equals("backup") ? backup(file) : restore(file);
        } catch (BackupRefused | DatabaseUnavailable failure) {
            progress.end();
            screen.println("weilu " + command + ": " + failure.getMessage());
            return FAILED;
        } finally {
            ended.countDown();
        }
    }

    private int backup(Path file) {
        Optional<DatabaseAddress> address = settings.database()
                .or(() -> EmbeddedPostgres.findRunning(settings.dataFolder()));
        if (address.isPresent()) {
            return backup(address.get(), file);
        }
        if (!EmbeddedPostgres.isMade(settings.dataFolder())) {
            throw new DatabaseUnavailable("there is no server's data in " + settings.dataFolder()
                    + ". Say where it is by WEILU_DATA_FOLDER.");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.dataFolder())) {
            return backup(postgres.address(), file);
        }
    }

    private int backup(DatabaseAddress address, Path file) {
        BackupResult result = new TakeBackup(address, settings.dataFolder(), Clock.systemUTC(), progress).to(file);
        progress.end();
        report.printf(Locale.ROOT, "Backed up to %s: %,d rows and %,d files as of %s, %,d MB. Keep it as secret as the data"
                + " folder.%n", file, result.rows(), result.files(), result.madeAt(), megabytes(file));
        return told(result);
    }

    private int restore(Path file) {
        DataFolder folder = new DataFolder(settings.dataFolder());
        folder.requireEmpty();
        boolean isNew = Files.notExists(folder.path());
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            RestoreBackup restore = new RestoreBackup(archive, progress);
            BackupResult result = into(folder, restore);
            progress.end();
            report.printf(Locale.ROOT, "Restored %s as of %s: %,d rows and %,d files are in %s. ./weilu starts it.%n", file,
                    result.madeAt(), result.rows(), result.files(), settings.database().map(DatabaseAddress::shown)
                            .map(shown -> shown + " and ").orElse("") + folder.path());
            return told(result);
        } catch (RuntimeException failure) {
            clear(folder, isNew);
            throw failure;
        }
    }

    private BackupResult into(DataFolder folder, RestoreBackup restore) {
        Path staging = folder.restoring();
        try {
            Files.createDirectories(staging);
            BackupResult result;
            if (settings.database().isPresent()) {
                result = restore.into(settings.database().get(), staging);
            } else {
                try (EmbeddedPostgres postgres = EmbeddedPostgres.start(staging)) {
                    result = restore.into(postgres.address(), staging);
                }
            }
            try (DirectoryStream<Path> whole = Files.newDirectoryStream(staging)) {
                for (Path part : whole) {
                    Files.move(part, folder.path().resolve(part.getFileName()));
                }
            }
            Files.delete(staging);
            return result;
        } catch (IOException failure) {
            throw new DatabaseUnavailable("the data folder " + folder.path() + " cannot be written: " + failure.getMessage(),
                    failure);
        }
    }

    private void clear(DataFolder folder, boolean isNew) {
        try {
            Folders.delete(folder.restoring());
            if (isNew) {
                Files.deleteIfExists(folder.path());
            }
        } catch (IOException left) {
            screen.println("weilu restore: " + folder.restoring() + " could not be removed: " + left.getMessage());
        }
    }

    private int told(BackupResult result) {
        tell("missing on disk", result.missing());
        tell("damaged on disk", result.damaged());
        return result.missing().isEmpty() && result.damaged().isEmpty() ? DONE : FILES_LOST;
    }

    private void tell(String how, List<String> hashes) {
        if (!hashes.isEmpty()) {
            screen.println(hashes.size() + " uploaded files were " + how + " when the backup was made: "
                    + String.join(", ", hashes.subList(0, Math.min(NAMES_SHOWN_MAX, hashes.size())))
                    + (hashes.size() > NAMES_SHOWN_MAX ? ", …" : ""));
        }
    }

    private static long megabytes(Path file) {
        try {
            return (Files.size(file) + (1 << 20) - 1) >> 20;
        } catch (IOException notTold) {
            return 0;
        }
    }
}
