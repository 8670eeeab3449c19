package weilu.app;

import io.agroal.api.AgroalDataSource;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.EmbeddedPostgres;
import weilu.db.Pool;
import weilu.id.RedPacketId;
import weilu.redpacket.VerifyRedPackets;
import weilu.redpacket.VerifyRedPackets.Verified;

/** {@code ./weilu redpacket verify}: does the sums of red packets again, beside the running server or while it is stopped. */
final class RedPacketTool {
    private static final int DONE = 0;
    private static final int BREACHED = 1;
    private static final int FAILED = 2;
    private static final int USAGE_EXIT = 64;
    private static final int CONNECTIONS_MAX = 2;
    private static final String USAGE = """
            ./weilu redpacket verify NUMBER   does every sum of this red packet again from the database
            ./weilu redpacket verify all      of all there are

            Exit code: 0 everything agrees, 1 something does not, 2 it could not be looked at.
            """;

    private final Settings settings;
    private final PrintStream report = Terminal.stream(FileDescriptor.out);
    private final PrintStream screen = Terminal.stream(FileDescriptor.err);
    private final VerifyRedPackets verify = new VerifyRedPackets();

    RedPacketTool(Settings settings) {
        this.settings = settings;
    }

    /** Returns the exit code. */
    int run(List<String> words) {
        if (words.size() != 2 || !words.getFirst().equals("verify") || !words.getLast().matches("all|[0-9]{10}")) {
            screen.print(USAGE);
            return USAGE_EXIT;
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            return onDatabase(words.getLast());
        } catch (DatabaseUnavailable unavailable) {
            screen.println("weilu redpacket: " + unavailable.getMessage());
            return FAILED;
        }
    }

    private int onDatabase(String which) {
        DatabaseAddress address = settings.database().or(() -> EmbeddedPostgres.findRunning(settings.dataFolder())).orElse(null);
        if (address != null) {
            return verify(address, which);
        }
        if (Files.notExists(settings.dataFolder().resolve("postgres"))) {
            throw new DatabaseUnavailable("there is no server's data in " + settings.dataFolder()
                    + ". Say where it is by WEILU_DATA_FOLDER.");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.dataFolder())) {
            return verify(postgres.address(), which);
        }
    }

    private int verify(DatabaseAddress address, String which) {
        try (AgroalDataSource pool = Pool.open(address, CONNECTIONS_MAX)) {
            Db db = new Db(pool);
            return which.equals("all") ? verifyAll(db) : verifyOne(db, RedPacketId.fromString(which));
        }
    }

    private int verifyOne(Db db, RedPacketId id) {
        return db.inTransaction(tx -> verify.verify(tx, id)).map(one -> {
            tell(one);
            return one.breaches().isEmpty() ? DONE : BREACHED;
        }).orElseGet(() -> {
            screen.println("weilu redpacket: there is no red packet " + id);
            return FAILED;
        });
    }

    private int verifyAll(Db db) {
        long seen = 0;
        long wrong = 0;
        List<Verified> page = db.inTransaction(tx -> verify.verifyAfter(tx, 0));
        while (!page.isEmpty()) {
            seen += page.size();
            for (Verified one : page.stream().filter(found -> !found.breaches().isEmpty()).toList()) {
                wrong++;
                tell(one);
            }
            long after = page.getLast().redPacket().value();
            page = db.inTransaction(tx -> verify.verifyAfter(tx, after));
        }
        report.println(wrong == 0 ? "ok: " + seen + " red packets" : wrong + " of " + seen + " red packets are wrong");
        return wrong == 0 ? DONE : BREACHED;
    }

    private void tell(Verified one) {
        report.println("red packet " + one.redPacket() + ": " + one.status().name().toLowerCase() + ", " + one.claims()
                + " shares given out, " + (one.breaches().isEmpty() ? "ok" : "BREACH"));
        one.breaches().forEach(breach -> report.println("  " + breach));
    }
}
