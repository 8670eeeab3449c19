package weilu.app;

import io.agroal.api.AgroalDataSource;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import weilu.account.AccountStore;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.EmbeddedPostgres;
import weilu.db.Migrations;
import weilu.db.Pool;
import weilu.importing.ImportArguments;
import weilu.importing.ImportCommand;
import weilu.importing.ImportMessages;
import weilu.importing.ProgressBar;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomWakeups;

/**
 * {@code ./weilu import}. It works on the server's database itself: on that of the running server, which hears of the
 * new messages by NOTIFY, or on one it starts for the while when the server is stopped.
 */
final class ImportTool {
    private static final int USAGE_EXIT = 64;
    private static final int CONNECTIONS_MAX = 2;

    private final Settings settings;
    private final PrintStream report = Terminal.stream(FileDescriptor.out);
    private final PrintStream screen = Terminal.stream(FileDescriptor.err);

    ImportTool(Settings settings) {
        this.settings = settings;
    }

    /** Returns the exit code. */
    int run(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            report.print(ImportArguments.USAGE);
            return ImportCommand.DONE;
        }
        // What the libraries have to tell about themselves is not what somebody at a terminal asked for.
        Logger.getLogger("").setLevel(Level.WARNING);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean cancelled = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cancelled.set(true);
            Terminal.await(ended);
        }));
        try {
            return importFile(ImportArguments.parse(words), cancelled::get);
        } catch (IllegalArgumentException notUnderstood) {
            screen.println("weilu import: " + notUnderstood.getMessage() + ".\n");
            screen.print(ImportArguments.USAGE);
            return USAGE_EXIT;
        } catch (DatabaseUnavailable unavailable) {
            screen.println("weilu import: " + unavailable.getMessage());
            return ImportCommand.FAILED;
        } finally {
            ended.countDown();
        }
    }

    private int importFile(ImportArguments arguments, BooleanSupplier cancelled) {
        Optional<DatabaseAddress> external = settings.database();
        if (external.isPresent()) {
            return importInto(external.get(), arguments, cancelled);
        }
        Optional<DatabaseAddress> running = EmbeddedPostgres.findRunning(settings.dataFolder());
        if (running.isPresent()) {
            return importInto(running.get(), arguments, cancelled);
        }
        if (Files.notExists(settings.dataFolder().resolve("postgres"))) {
            throw new DatabaseUnavailable("there is no server's data in " + settings.dataFolder()
                    + ". Start the server once, or say where its data is by WEILU_DATA_FOLDER.");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.dataFolder())) {
            return importInto(postgres.address(), arguments, cancelled);
        }
    }

    private int importInto(DatabaseAddress address, ImportArguments arguments, BooleanSupplier cancelled) {
        try (AgroalDataSource pool = Pool.open(address, CONNECTIONS_MAX)) {
            new Migrations(pool, address).run();
            Db db = new Db(pool);
            Clock clock = Clock.systemUTC();
            RoomLog log = new RoomLog(clock, new RoomWakeups());
            ImportMessages importing = new ImportMessages(db, new RoomAccess(), log, clock);
            boolean terminal = System.console() != null && System.console().isTerminal();
            return new ImportCommand(db, new AccountStore(), importing)
                    .run(arguments, report, new ProgressBar(screen, terminal, clock), cancelled);
        }
    }
}
