package weilu.importing;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Shows people how far an import is: on a terminal one line rewritten, elsewhere a line for every tenth. */
public final class ProgressBar {
    private static final int CELLS = 30;
    private static final Duration REWRITE_EVERY = Duration.ofMillis(100);

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final Instant startedAt;
    private Instant shownAt = Instant.EPOCH;
    private long tenthsShown;
    private boolean lineOpen;

    public ProgressBar(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    void show(ImportProgress progress) {
        if (progress.state() == ImportProgress.State.CHECKING) {
            rewrite("Reading the file …");
            return;
        }
        double share = progress.bytesTotal() == 0 ? 1 : (double) progress.bytesRead() / progress.bytesTotal();
        long tenths = (long) (share * 10);
        if (terminal) {
            rewrite(bar(share) + words(share, progress));
        } else if (tenths > tenthsShown) {
            tenthsShown = tenths;
            out.println(words(share, progress).strip());
        }
    }

    /** Leaves the cursor at the start of an empty line. */
    void end() {
        if (lineOpen) {
            out.print("\r\u001B[K");
            out.flush();
            lineOpen = false;
        }
    }

    private void rewrite(String line) {
        Instant now = clock.instant();
        if (terminal && !now.isBefore(shownAt.plus(REWRITE_EVERY))) {
            shownAt = now;
            lineOpen = true;
            out.print("\r\u001B[K" + line);
            out.flush();
        }
    }

    private static String bar(double share) {
        int full = (int) Math.round(share * CELLS);
        return "[" + "█".repeat(full) + "░".repeat(CELLS - full) + "]";
    }

    private String words(double share, ImportProgress progress) {
        long seen = progress.imported() + progress.repeated();
        double seconds = Math.max(Duration.between(startedAt, clock.instant()).toMillis() / 1000.0, 0.001);
        return String.format(Locale.ROOT, " %3.0f %%  %,d messages  %,.0f a second", share * 100, seen, seen / seconds);
    }
}
