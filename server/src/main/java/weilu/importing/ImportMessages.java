package weilu.importing;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.importing.ImportProgress.State;
import weilu.importing.ImportedLine.BrokenLine;
import weilu.importing.ImportedLine.ImportedMessage;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/**
 * Appends the messages of a file to a room, batch by batch. The file is read twice: first to find broken lines before
 * anything is written, then to write. Memory holds one batch; where a replied-to message stands is asked of the
 * database.
 */
public final class ImportMessages {
    /** A run that has not written for so long is taken for dead, and another may begin. */
    private static final Duration STALE_AFTER = Duration.ofSeconds(30);
    /** While a long file is checked, or nothing in it is new, the room is renewed at least so often. */
    private static final int CHECKED_LINES_BETWEEN = 20_000;

    private static final int UP_TO_DATE_TOLD_MAX = 1_000;

    private final Db db;
    private final RoomAccess access;
    private final RoomLog log;
    private final Clock clock;
    private final ImportStore store = new ImportStore();

    public ImportMessages(Db db, RoomAccess access, RoomLog log, Clock clock) {
        this.db = db;
        this.access = access;
        this.log = log;
        this.clock = clock;
    }

    /** Who may import into the room: its owner and admins (IM9), unless it is archived. */
    Membership requireImporter(Tx tx, RoomId room, AccountId account) {
        Membership membership = access.require(tx, room, account, Role.ADMIN);
        if (membership.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived");
        }
        return membership;
    }

    /** Takes the room for this run; a Refusal when the account may not import, or another import is under way. */
    void begin(ImportJob job) {
        db.useTransaction(tx -> {
            requireImporter(tx, job.room(), job.account());
            Instant now = clock.instant();
            if (!store.take(tx, job.room(), job.run(), now, now.minus(STALE_AFTER))) {
                throw Refusal.of(ErrorCode.CONFLICT, "another import into this room is under way");
            }
        });
    }

    /** Does the work after {@link #begin}, on this thread. Whatever happens ends in a last progress, returned. */
    ImportProgress run(ImportJob job, Consumer<ImportProgress> told, BooleanSupplier cancelled) {
        ImportTally tally = new ImportTally(job);
        try {
            State state = check(job, tally, told, cancelled);
            if (state == State.IMPORTING) {
                state = write(job, tally, told, cancelled);
            }
            return tally.progress(state, state == State.BROKEN ? problem(tally) : null);
        } catch (Refusal refusal) {
            return tally.progress(State.FAILED, refusal.problem());
        } catch (IOException e) {
            return tally.progress(State.FAILED, Problem.of(ErrorCode.INTERNAL, "the file cannot be read"));
        } finally {
            end(job, tally);
        }
    }

    /** Who has read the room to its end, and what that is: screens that counted what came do not know it yet. */
    UpToDate upToDate(RoomId room) {
        return db.inTransaction(tx -> new UpToDate(
                log.head(tx, room), store.findUpToDate(tx, room, UP_TO_DATE_TOLD_MAX)));
    }

    record UpToDate(Seq head, List<MemberId> members) {}

    private State check(
            ImportJob job, ImportTally tally, Consumer<ImportProgress> told, BooleanSupplier cancelled)
            throws IOException {
        told.accept(tally.progress(State.CHECKING));
        long lines = 0;
        try (ChatReader reader = job.file().read()) {
            for (ImportedLine line = reader.next(); line != null; line = reader.next()) {
                if (line instanceof BrokenLine broken) {
                    tally.broken(broken);
                }
                if (++lines % CHECKED_LINES_BETWEEN == 0) {
                    if (cancelled.getAsBoolean()) {
                        return State.CANCELLED;
                    }
                    db.useTransaction(tx -> renew(tx, job));
                    told.accept(tally.progress(State.CHECKING));
                }
            }
        }
        return tally.broken() > 0 && !job.skipBroken() ? State.BROKEN : State.IMPORTING;
    }

    private State write(
            ImportJob job, ImportTally tally, Consumer<ImportProgress> told, BooleanSupplier cancelled)
            throws IOException {
        try (ChatReader reader = job.file().read()) {
            ImportBatch batch = new ImportBatch(job.room());
            for (ImportedLine line = reader.next(); line != null; line = reader.next()) {
                if (line instanceof ImportedMessage message) {
                    batch.add(message);
                }
                if (batch.isFull()) {
                    if (cancelled.getAsBoolean()) {
                        return State.CANCELLED;
                    }
                    write(job, batch, tally, reader.bytesRead());
                    told.accept(tally.progress(State.IMPORTING));
                    batch = new ImportBatch(job.room());
                }
            }
            if (!batch.isEmpty()) {
                write(job, batch, tally, reader.bytesRead());
            }
        }
        return State.DONE;
    }

    private void write(ImportJob job, ImportBatch batch, ImportTally tally, long bytesRead) {
        ImportBatch.Written written = db.inTransaction(tx -> {
            Membership importing = renew(tx, job);
            return batch.write(tx, store, log, job.room(), importing.member());
        });
        tally.written(written.fresh(), written.known(), bytesRead);
    }

    /** The room's readers are woken once, at the end: indexing and triggers would only slow the import down. */
    private void end(ImportJob job, ImportTally tally) {
        db.useTransaction(tx -> {
            store.giveBack(tx, job.room(), job.run());
            if (tally.imported() > 0) {
                log.wake(tx, job.room());
            }
        });
    }

    /** A role may be taken away, and a room archived, while an import runs: each batch asks again. */
    private Membership renew(Tx tx, ImportJob job) {
        Membership membership = requireImporter(tx, job.room(), job.account());
        if (!store.renew(tx, job.room(), job.run(), clock.instant())) {
            throw Refusal.of(ErrorCode.CONFLICT, "another import into this room has begun meanwhile");
        }
        return membership;
    }

    private static Problem problem(ImportTally tally) {
        return Problem.field(ErrorCode.INVALID, "file", tally.broken()
                + " lines cannot be read, the first is line " + tally.brokenLines().getFirst().line());
    }
}
