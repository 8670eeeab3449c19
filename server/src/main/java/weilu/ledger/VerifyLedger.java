package weilu.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weilu.db.Db;

/** Replays the whole ledger as it stood at one moment, while people go on giving and taking. */
public final class VerifyLedger {
    /** What came of one check. */
    public record Line(String check, long looked, long breaches, List<String> shown) {}

    public record Report(Instant at, long milliseconds, List<Line> lines) {
        public boolean isOk() {
            return breaches() == 0;
        }

        public long breaches() {
            return lines.stream().mapToLong(Line::breaches).sum();
        }
    }

    private final List<LedgerCheck> checks = new ArrayList<>();

    /** @param more checks of those that keep coins in escrow */
    public VerifyLedger(List<LedgerCheck> more) {
        checks.addAll(LedgerChecks.all());
        checks.add(new ReplayCheck());
        checks.addAll(more);
    }

    public Report verify(Db db) {
        Instant began = Instant.now();
        List<Line> lines = db.inSnapshot(tx -> checks.stream().map(check -> {
            LedgerCheck.Found found = check.look(tx);
            return new Line(check.name(), found.looked(), found.breaches(), found.shown());
        }).toList());
        return new Report(began, Duration.between(began, Instant.now()).toMillis(), lines);
    }
}
