package weilu.db;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * Runs many callers' commands in one transaction: commands queue while the previous commit is on its way, then all that
 * waits goes into the next. There is no fixed delay: a lone command waits for nobody. Commands run in the order submitted.
 *
 * @param <C> a command
 * @param <O> its outcome
 */
public final class GroupCommit<C, O> implements AutoCloseable {
    public static final int BATCH_COMMANDS_MAX = 1_024;
    public static final int QUEUE_COMMANDS_MAX = 16_384;
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(4);
    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

    /** After a commit, at most this part of its time is spent on waiting for those it answered. */
    private static final int GATHER_SHARE = 8;

    /** Decides and writes all commands of a batch in one transaction; returns one outcome for each, in order. */
    @FunctionalInterface
    public interface Batch<C, O> {
        List<O> run(Tx tx, List<C> commands);
    }

    /** One caller's place in the queue; two of the same command are two. */
    private static final class Waiting<C, O> {
        private final C command;
        private final BiConsumer<O, Throwable> answer;

        Waiting(C command, BiConsumer<O, Throwable> answer) {
            this.command = command;
            this.answer = answer;
        }

        C command() {
            return command;
        }

        BiConsumer<O, Throwable> answer() {
            return answer;
        }
    }

    private final String name;
    private final Db db;
    private final Batch<C, O> batch;
    private final BlockingQueue<Waiting<C, O>> queue = new ArrayBlockingQueue<>(QUEUE_COMMANDS_MAX);
    private final Thread writer;
    private volatile boolean closing;
    /** Touched by the writer only. */
    private boolean isAway;

    public GroupCommit(String name, Db db, Batch<C, O> batch) {
        this.name = name;
        this.db = db;
        this.batch = batch;
        this.writer = Thread.ofPlatform().daemon().name(name.replace('_', '-')).start(this::write);
    }

    /**
     * Queues a command. {@code answer} gets its outcome after the commit, or what went wrong, on the writer's thread: it
     * must be quick. Throws a Refusal (UNAVAILABLE) when the queue is full; then nothing was done.
     */
    public void submit(C command, BiConsumer<O, Throwable> answer) {
        Waiting<C, O> waiting = new Waiting<>(command, answer);
        // What comes in after the writer has ended would wait for ever, so it is taken back.
        if (closing || !queue.offer(waiting) || closing && queue.remove(waiting)) {
            throw Refusal.of(ErrorCode.UNAVAILABLE, "too many writes are waiting; try again in a moment");
        }
    }

    public BoundedQueue queue() {
        return new BoundedQueue(name, queue::size, QUEUE_COMMANDS_MAX);
    }

    /** Submits a command and waits for its outcome; for virtual threads. */
    public O run(C command) {
        CompletableFuture<O> answer = new CompletableFuture<>();
        submit(command, (outcome, failure) -> {
            if (failure == null) {
                answer.complete(outcome);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Writes what waits, refuses what comes later, and returns when the writer has ended, or the database hangs. */
    @Override
    public void close() {
        closing = true;
        writer.interrupt();
        try {
            writer.join(CLOSE_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<Waiting<C, O>> waiting = new ArrayList<>(BATCH_COMMANDS_MAX);
        int lastSize = 1;
        long lastNanos = 0;
        while (true) {
            try {
                if (closing && queue.isEmpty()) {
                    return;
                }
                waiting.add(queue.take());
                gather(waiting, lastSize, lastNanos / GATHER_SHARE);
            } catch (InterruptedException e) {
                if (waiting.isEmpty()) {
                    continue;
                }
            }
            long began = System.nanoTime();
            lastSize = waiting.size();
            writeBatch(waiting);
            lastNanos = System.nanoTime() - began;
            waiting.clear();
        }
    }

    /**
     * Takes what waits. Who was answered by the last commit often comes back at once, one after the other: for as many as
     * it had, and never longer than this, they are waited for, else every second commit would hold the first of them only.
     */
    private void gather(List<Waiting<C, O>> waiting, int expected, long nanosMax) throws InterruptedException {
        long until = System.nanoTime() + nanosMax;
        queue.drainTo(waiting, BATCH_COMMANDS_MAX - waiting.size());
        while (waiting.size() < expected) {
            Waiting<C, O> next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            waiting.add(next);
            queue.drainTo(waiting, BATCH_COMMANDS_MAX - waiting.size());
        }
    }

    private void writeBatch(List<Waiting<C, O>> waiting) {
        List<O> outcomes;
        try {
            outcomes = runInOneTransaction(waiting);
            isAway = false;
        } catch (DatabaseUnavailable away) {
            // One by one each would only wait for the same database. What it did before it went is told when they are repeated.
            sayOnce(away);
            waiting.forEach(one -> answer(one, null, away));
            return;
        } catch (RuntimeException | Error failure) {
            if (waiting.size() == 1) {
                answer(waiting.getFirst(), null, failure);
            } else {
                waiting.forEach(one -> writeBatch(List.of(one)));
            }
            return;
        }
        for (int i = 0; i < waiting.size(); i++) {
            answer(waiting.get(i), outcomes.get(i), null);
        }
    }

    private List<O> runInOneTransaction(List<Waiting<C, O>> waiting) {
        List<C> commands = waiting.stream().map(Waiting::command).toList();
        db.requireRoom();
        return db.inTransaction(tx -> {
            List<O> outcomes = batch.run(tx, commands);
            if (outcomes.size() != commands.size()) {
                throw new IllegalStateException(commands.size() + " commands, " + outcomes.size() + " outcomes");
            }
            return outcomes;
        });
    }

    private void sayOnce(DatabaseUnavailable away) {
        if (!isAway) {
            LOG.log(System.Logger.Level.WARNING, "{0}: writes are refused until it is back: {1}", writer.getName(),
                    away.getMessage());
        }
        isAway = true;
    }

    /** A caller that throws on its answer must not stop the others from getting theirs. */
    private void answer(Waiting<C, O> one, O outcome, Throwable failure) {
        try {
            one.answer().accept(outcome, failure);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "an answer could not be given: {0}", e.toString());
        }
    }
}
