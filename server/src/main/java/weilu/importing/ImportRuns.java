package weilu.importing;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import weilu.db.BoundedQueue;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.importing.ImportProgress.State;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame;
import weilu.room.LiveFrames;

/** The imports of this process, each on a thread of its own, and the last progress of each. */
public final class ImportRuns implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ImportRuns.class.getName());
    private static final int RUNNING_MAX = 4;
    private static final int REMEMBERED_MAX = 200;
    private static final Duration FRAME_EVERY = Duration.ofMillis(250);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final ImportMessages importing;
    private final LiveFrames frames;
    private final Clock clock;
    private final Map<UUID, Run> runs = new LinkedHashMap<>();
    private volatile boolean closing;

    /** One run; its progress is written by its thread and read by any. */
    private static final class Run {
        private final ImportJob job;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile ImportProgress progress;
        private Instant framedAt = Instant.EPOCH;

        Run(ImportJob job, ImportProgress progress) {
            this.job = job;
            this.progress = progress;
        }

        boolean isRunning() {
            return ended.getCount() > 0;
        }
    }

    public ImportRuns(ImportMessages importing, LiveFrames frames, Clock clock) {
        this.importing = importing;
        this.frames = frames;
        this.clock = clock;
    }

    /** Imports that run; one more is refused. */
    public BoundedQueue queue() {
        return new BoundedQueue("imports", this::running, RUNNING_MAX);
    }

    private int running() {
        synchronized (runs) {
            return (int) runs.values().stream().filter(Run::isRunning).count();
        }
    }

    /** Begins the import, or throws a Refusal; in the first case the file is deleted when it ends. */
    ImportProgress start(ImportJob job) {
        Run run = new Run(job, new ImportTally(job).progress(State.CHECKING));
        admit(run);
        try {
            importing.begin(job);
        } catch (RuntimeException e) {
            forget(run);
            throw e;
        }
        Thread.ofVirtual().name("import-" + job.room()).start(() -> run(run));
        return run.progress;
    }

    /** The run's progress, while this process remembers it. */
    Optional<ImportProgress> find(RoomId room, UUID id) {
        synchronized (runs) {
            Run run = runs.get(id);
            return run == null || !run.job.room().equals(room) ? Optional.empty() : Optional.of(run.progress);
        }
    }

    /** Stops all runs after the batch at hand; running the file again goes on from there (IM10). */
    @Override
    public void close() {
        closing = true;
        Run[] running;
        synchronized (runs) {
            running = runs.values().toArray(Run[]::new);
        }
        Instant until = Instant.now().plus(STOP_WITHIN);
        for (Run run : running) {
            try {
                run.ended.await(Math.max(Duration.between(Instant.now(), until).toMillis(), 0), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void admit(Run run) {
        synchronized (runs) {
            if (closing || running() >= RUNNING_MAX) {
                throw Refusal.of(ErrorCode.UNAVAILABLE, "too many imports are under way; try again in a minute");
            }
            runs.values().removeIf(old -> runs.size() >= REMEMBERED_MAX && !old.isRunning());
            runs.put(run.job.run(), run);
        }
    }

    private void forget(Run run) {
        run.ended.countDown();
        synchronized (runs) {
            runs.remove(run.job.run());
        }
    }

    private void run(Run run) {
        ImportProgress last = null;
        try {
            last = importing.run(run.job, progress -> tell(run, progress), () -> closing);
            tellReadMarks(run.job.room(), last);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "import " + run.job.run() + " into room " + run.job.room() + " failed", e);
        } finally {
            tell(run, last != null ? last : new ImportTally(run.job)
                    .progress(State.FAILED, Problem.of(ErrorCode.INTERNAL, "the import failed; run it again")));
            delete(run.job.file().path());
            run.ended.countDown();
        }
    }

    private void tellReadMarks(RoomId room, ImportProgress last) {
        if (last.imported() > 0) {
            ImportMessages.UpToDate upToDate = importing.upToDate(room);
            for (MemberId member : upToDate.members()) {
                frames.toMembers(room, List.of(member), new ServerFrame.ReadMoved(room, member, upToDate.head()));
            }
        }
    }

    private void tell(Run run, ImportProgress progress) {
        run.progress = progress;
        Instant now = clock.instant();
        if (!progress.isDone() && now.isBefore(run.framedAt.plus(FRAME_EVERY))) {
            return;
        }
        run.framedAt = now;
        frames.toAccount(run.job.account(), new ServerFrame.ImportProgress(
                run.job.room(), progress.importId(), progress.bytesRead(), progress.bytesTotal(), progress.imported(),
                progress.repeated(), progress.broken(), progress.isDone(), progress.problem()));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot delete an imported file: " + e.getClass().getSimpleName());
        }
    }
}
