package weilu.message;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import weilu.db.BoundedQueue;
import weilu.db.Db;
import weilu.db.GroupCommit;
import weilu.db.Tx;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.room.RoomLog;
import weilu.room.RoomWakeups;

/** Puts messages into rooms, for people and agents alike, by group commit (MS5). */
public final class PostMessage implements AutoCloseable {
    private final PostStore store = new PostStore();
    private final AttachmentClaims attachments;
    private final RoomLog log;
    private final RoomWakeups wakeups;
    private final List<Consumer<Draft>> listeners = new CopyOnWriteArrayList<>();
    private final GroupCommit<PostBatch.Sent, PostOutcome> writer;

    public PostMessage(Db db, RoomLog log, RoomWakeups wakeups, AttachmentClaims attachments) {
        this.attachments = attachments;
        this.log = log;
        this.wakeups = wakeups;
        this.writer = new GroupCommit<>("commit_message", db, this::write);
    }

    /** Posts and waits until it is committed or refused. Throws a Refusal (UNAVAILABLE) when too much is waiting. */
    public PostOutcome post(Draft draft) {
        Optional<Problem> problem = check(draft);
        return problem.<PostOutcome>map(PostOutcome.Refused::new).orElseGet(() -> writer.run(PostBatch.Sent.of(draft)));
    }

    /** Posts without waiting; {@code answer} gets the outcome, or what went wrong, after the commit. */
    public void post(Draft draft, BiConsumer<PostOutcome, Throwable> answer) {
        Optional<Problem> problem = check(draft);
        if (problem.isPresent()) {
            answer.accept(new PostOutcome.Refused(problem.get()), null);
        } else {
            writer.submit(PostBatch.Sent.of(draft), answer);
        }
    }

    /** Is told of each message once it is committed here; must be quick, and must not throw. */
    public void listen(Consumer<Draft> listener) {
        listeners.add(listener);
    }

    /** Messages that wait for their commit. */
    public BoundedQueue queue() {
        return writer.queue();
    }

    @Override
    public void close() {
        writer.close();
    }

    /** What can be told without the database. */
    private static Optional<Problem> check(Draft draft) {
        if (draft.mentions().size() > BodyRules.MENTIONS_MAX) {
            return Optional.of(Problem.field(ErrorCode.INVALID, "mentions",
                    "a message names at most " + BodyRules.MENTIONS_MAX + " members"));
        }
        if (draft.attachments().size() > BodyRules.ATTACHMENTS_MAX) {
            return Optional.of(Problem.field(ErrorCode.INVALID, "attachments",
                    "a message carries at most " + BodyRules.ATTACHMENTS_MAX + " files"));
        }
        boolean carriesMore = !draft.attachments().isEmpty() || draft.answer() != null;
        return BodyRules.check(draft.body(), carriesMore);
    }

    private List<PostOutcome> write(Tx tx, List<PostBatch.Sent> sent) {
        PostBatch batch = new PostBatch(tx, store, attachments, wakeups::notices, log.now(), sent);
        List<PostOutcome> outcomes = batch.write();
        tx.afterCommit(() -> {
            tellListeners(sent, outcomes);
            log.tail().keep(batch.written());
            wakeups.appended(batch.movedHeads());
        });
        return outcomes;
    }

    private void tellListeners(List<PostBatch.Sent> sent, List<PostOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof PostOutcome.Posted) {
                Draft draft = sent.get(i).draft();
                listeners.forEach(listener -> listener.accept(draft));
            }
        }
    }
}
