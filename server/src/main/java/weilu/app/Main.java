package weilu.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.BindException;
import java.time.Clock;
import java.util.List;
import java.util.logging.LogManager;
import weilu.db.DatabaseUnavailable;

/** Starts the server: the framework's HTTP edge, and {@link Wiring} behind it. Or does what the first argument names. */
@QuarkusMain
public final class Main {
    /** Bodies of requests; each resource has a limit of its own below it. */
    private static final long BODY_BYTES = 64L << 20;
    private static final long ROOM_AROUND = 1L << 20;
    private static final String HOST = "quarkus.http.host";
    private static final String PORT = "quarkus.http.port";
    private static final int CANNOT_START = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final int NO_SUCH_COMMAND = 64;

    private Main() {}

    public static void main(String... arguments) {
        String command = arguments.length == 0 ? "run" : arguments[0];
        List<String> words = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (command) {
            case "run" -> {
                Settings settings = settings();
                run(settings, settings.host(), settings.port());
            }
            case "rehearse" -> {
                Rehearsal.ask();
                run(settings(), "127.0.0.1", Rehearsal.PORT);
            }
            case "doctor" -> System.exit(new Doctor(settings(), Clock.systemUTC()).examine(System.out));
            case "import" -> System.exit(new ImportTool(settings()).run(words));
            case "redpacket" -> System.exit(new RedPacketTool(settings()).run(words));
            case "backup", "restore" -> System.exit(new BackupTool(settings(), command).run(words));
            case "ledger" -> System.exit(new LedgerTool(settings(), CoinParts.CHECKS).run(words));
            default -> {
                System.err.println("weilu: there is no command \"" + command + "\".");
                System.exit(NO_SUCH_COMMAND);
            }
        }
    }

    private static void run(Settings settings, String host, int port) {
        // Alone: when two threads are the first to log, the classes of logging wait for each other for ever.
        LogManager.getLogManager();
        EarlyWiring.begin(settings);
        long bodyBytes = Math.max(BODY_BYTES, settings.uploads().mostBytes() + ROOM_AROUND);
        System.setProperty("quarkus.http.limits.max-body-size", Long.toString(bodyBytes));
        System.setProperty(HOST, host);
        System.setProperty(PORT, Integer.toString(port));
        Quarkus.run(Serving.class, Main::ended);
    }

    private static Settings settings() {
        try {
            return Settings.load(Settings.environment());
        } catch (RuntimeException wrong) {
            System.err.println("Weilu cannot start: " + wrong.getMessage());
            System.exit(WRONG_SETTINGS);
            throw wrong;
        }
    }

    private static void ended(Integer status, Throwable failure) {
        if (failure != null) {
            System.err.println("Weilu cannot start: " + sentence(failure));
        }
        EarlyWiring.drop();
        System.exit(failure == null ? status : CANNOT_START);
    }

    /** What was written for people, if anything in the chain was; otherwise what it came from. */
    private static String sentence(Throwable failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailable unavailable) {
                return unavailable.getMessage();
            }
            if (cause instanceof BindException) {
                return PortOwner.complaint(System.getProperty(HOST), Integer.getInteger(PORT), cause.getMessage());
            }
            deepest = cause;
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }
}
