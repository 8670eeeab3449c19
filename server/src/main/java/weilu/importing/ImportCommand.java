package weilu.importing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import weilu.account.AccountStore;
import weilu.account.SignInName;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.importing.ImportProgress.Broken;
import weilu.importing.ImportProgress.State;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** {@code ./weilu import}: what the upload does, for somebody who sits at the server's machine. */
public final class ImportCommand {
    public static final int DONE = 0;
    /** Broken lines stopped it: nothing was written. */
    public static final int BROKEN = 1;
    public static final int FAILED = 2;
    /** Stopped by a signal: a part was written, running it again writes the rest. */
    public static final int STOPPED = 130;

    private final Db db;
    private final AccountStore accounts;
    private final ImportMessages importing;
    private final ImportStore store = new ImportStore();

    public ImportCommand(Db db, AccountStore accounts, ImportMessages importing) {
        this.db = db;
        this.accounts = accounts;
        this.importing = importing;
    }

    /** Imports the file and reports to people: progress to {@code bar}, broken lines and the sum to {@code report}. */
    public int run(ImportArguments arguments, PrintStream report, ProgressBar bar, BooleanSupplier cancelled) {
        try {
            ImportProgress last = importFile(arguments, bar, cancelled);
            bar.end();
            report(last, report);
            return switch (last.state()) {
                case DONE -> DONE;
                case BROKEN -> BROKEN;
                case CANCELLED -> STOPPED;
                case FAILED, CHECKING, IMPORTING -> FAILED;
            };
        } catch (Refusal refusal) {
            bar.end();
            report.println("Not imported: " + refusal.problem().detail() + ".");
            return FAILED;
        } catch (IOException e) {
            bar.end();
            report.println("Not imported: the file cannot be read (" + e.getMessage() + ").");
            return FAILED;
        }
    }

    private ImportProgress importFile(ImportArguments arguments, ProgressBar bar, BooleanSupplier cancelled)
            throws IOException {
        Path file = arguments.file();
        if (!Files.isRegularFile(file)) {
            throw Refusal.field(ErrorCode.NOT_FOUND, "file", "there is no file " + file);
        }
        AccountId account = db.inTransaction(tx -> arguments.as() == null
                ? store.findOwner(tx, arguments.room()).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND,
                        "there is no room " + arguments.room() + " with an owner"))
                : SignInName.find(arguments.as()).flatMap(name -> store.findMember(tx, arguments.room(), name.folded()))
                        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_MEMBER,
                                "nobody who signs in as " + arguments.as() + " is in room " + arguments.room())));
        String timeZone = db.inTransaction(tx -> accounts.find(tx, account).orElseThrow().timeZone());
        ChatFile chat = ChatFile.of(file, arguments.ask().options(ImportAsk.zoneOfAccount(timeZone)))
                .orElseThrow(StartImport::unknownFormat);
        ImportJob job = new ImportJob(UUID.randomUUID(), arguments.room(), account, chat, arguments.ask().skipBroken());
        importing.begin(job);
        return importing.run(job, bar::show, cancelled);
    }

    private static void report(ImportProgress last, PrintStream report) {
        for (Broken line : last.brokenLines()) {
            report.println("line " + line.line() + ": " + line.why());
        }
        if (last.broken() > last.brokenLines().size()) {
            report.println("… and " + (last.broken() - last.brokenLines().size()) + " more broken lines");
        }
        String sum = last.imported() + " messages imported, " + last.repeated() + " were there already"
                + (last.broken() > 0 ? ", " + last.broken() + " broken lines" : "") + ".";
        switch (last.state()) {
            case DONE -> report.println(sum);
            case BROKEN -> report.println("Nothing imported: " + last.broken()
                    + " broken lines. Mend them, or leave them out with --skip-broken.");
            case CANCELLED -> report.println("Stopped. " + sum + " Run it again for the rest.");
            case FAILED, CHECKING, IMPORTING -> report.println("Not finished: "
                    + (last.problem() == null ? State.FAILED : last.problem().detail()) + ". " + sum);
        }
    }
}
