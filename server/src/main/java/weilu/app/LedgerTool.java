package weilu.app;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.EmbeddedPostgres;
import weilu.db.Pool;
import weilu.ledger.ExportLedger;
import weilu.ledger.LedgerCheck;
import weilu.ledger.VerifyLedger;

/** {@code ./weilu ledger}: looks at all coins, beside the running server or on its database while it is stopped. */
final class LedgerTool {
    static final int DONE = 0;
    static final int BREACHED = 1;
    static final int FAILED = 2;
    private static final int USAGE_EXIT = 64;
    private static final String USAGE = """
            ./weilu ledger verify         replay every transfer and compare every balance, while the server runs or not;
                                          the last line says ok, or how many breaches there are
            ./weilu ledger export [FILE]  write every entry as CSV (UTF-8), to FILE or to the screen

            Exit code: 0 done and nothing wrong, 1 breaches were found, 2 it could not be looked at.
            """;

    private final Settings settings;
    private final List<LedgerCheck> checks;
    private final PrintStream report;
    private final PrintStream screen = Terminal.stream(FileDescriptor.err);

    LedgerTool(Settings settings, List<LedgerCheck> checks) {
        this(settings, checks, Terminal.stream(FileDescriptor.out));
    }

    LedgerTool(Settings settings, List<LedgerCheck> checks, PrintStream report) {
        this.settings = settings;
        this.checks = checks;
        this.report = report;
    }

    /** Returns the exit code. */
    int run(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            report.print(USAGE);
            return DONE;
        }
        boolean verifies = words.equals(List.of("verify"));
        boolean exports = !words.isEmpty() && words.getFirst().equals("export") && words.size() <= 2;
        if (!verifies && !exports) {
            screen.print(USAGE);
            return USAGE_EXIT;
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            return onDatabase(db -> verifies ? verify(db) : export(db, words.size() == 2 ? Path.of(words.get(1)) : null));
        } catch (DatabaseUnavailable | UncheckedIOException failure) {
            screen.println("weilu ledger: " + failure.getMessage());
            return FAILED;
        }
    }

    /** Prints a line for each check, what is wrong under it, and last "ok" or how many breaches there are. */
    int verify(Db db) {
        VerifyLedger.Report found = new VerifyLedger(checks).verify(db);
        for (VerifyLedger.Line line : found.lines()) {
            report.printf(Locale.ROOT, "%-8s %,12d  %s%n", line.breaches() == 0 ? "ok" : "BREACH", line.looked(), line.check());
            line.shown().forEach(breach -> report.println("                         " + breach));
        }
        report.println(found.isOk() ? "ok" : found.breaches() + (found.breaches() == 1 ? " breach" : " breaches"));
        return found.isOk() ? DONE : BREACHED;
    }

    private int export(Db db, Path file) {
        try {
            if (file == null) {
                ExportLedger.csv(db, new OutputStreamWriter(report, StandardCharsets.UTF_8));
                return DONE;
            }
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                long entries = ExportLedger.csv(db, out);
                screen.printf(Locale.ROOT, "Wrote %,d entries to %s.%n", entries, file);
                return DONE;
            }
        } catch (IOException failure) {
            throw new DatabaseUnavailable(file + " cannot be written (is it there already?): " + failure.getMessage(), failure);
        }
    }

    private interface Work {
        int on(Db db);
    }

    private int onDatabase(Work work) {
        Optional<DatabaseAddress> address = settings.database()
                .or(() -> EmbeddedPostgres.findRunning(settings.dataFolder()));
        if (address.isPresent()) {
            return on(address.get(), work);
        }
        if (!EmbeddedPostgres.isMade(settings.dataFolder())) {
            throw new DatabaseUnavailable("there is no server's data in " + settings.dataFolder()
                    + ". Say where it is by WEILU_DATA_FOLDER.");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.dataFolder())) {
            return on(postgres.address(), work);
        }
    }

    private static int on(DatabaseAddress address, Work work) {
        Db db = new Db(Pool.patient(address));
        boolean isThere = db.inTransaction(tx -> tx.handle()
                .createQuery("select to_regclass('ledger_entry') is not null").mapTo(Boolean.class).one());
        if (!isThere) {
            throw new DatabaseUnavailable("there is no ledger in this database yet. Start the server once.");
        }
        return work.on(db);
    }
}
