package weilu.backup;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Shows how far it is: on a terminal one line rewritten, elsewhere a line now and then. Knows whether to stop, too. */
public final class BackupProgress {
    private static final Duration REWRITE_EVERY = Duration.ofMillis(100);
    private static final Duration LINE_EVERY = Duration.ofSeconds(10);
    private static final double MEGABYTE = 1 << 20;

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final BooleanSupplier cancelled;
    private Instant shownAt;
    private boolean lineOpen;
    private long bytes;

    /** @param cancelled whether the person has stopped it; asked often */
    public BackupProgress(PrintStream out, boolean terminal, Clock clock, BooleanSupplier cancelled) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.cancelled = cancelled;
        this.shownAt = clock.instant();
    }

    /** So much more is done, of what is named. */
    void moved(String what, long more) {
        bytes += more;
        if (cancelled.getAsBoolean()) {
            throw new BackupRefused("stopped");
        }
        show(what);
    }

    /** Something that takes long begins, or has gone on. */
    void show(String what) {
        Instant now = clock.instant();
        if (now.isBefore(shownAt.plus(terminal ? REWRITE_EVERY : LINE_EVERY))) {
            return;
        }
        shownAt = now;
        String line = String.format(Locale.ROOT, "%,.1f MB  %s", bytes / MEGABYTE, what);
        if (terminal) {
            lineOpen = true;
            out.print("\r\u001B[K" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** A line of its own that stays. */
    void note(String line) {
        end();
        out.println(line);
    }

    /** Leaves the cursor at the start of an empty line. */
    public void end() {
        if (lineOpen) {
            out.print("\r\u001B[K");
            out.flush();
            lineOpen = false;
        }
    }
}
