package weilu.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/** 出境账: what left the server, for which turn of which room, and to whom. Members of the room may read it. */
public final class OutboundLedger {
    public static final int PAGE_CALLS_MAX = 100;

    private final Db db;
    private final Clock clock;
    private final OutboundStore store = new OutboundStore();

    /** Why something leaves: the turn it is for, and the member who asked. */
    public record Reason(RoomId room, TurnId turn, MemberId askedBy) {}

    /**
     * A line of the ledger.
     *
     * @param messages the messages whose words were in it
     * @param bytes of the request's body
     * @param outcome completed, stopped or failed; null while it is on its way, or when the server died meanwhile
     */
    public record Line(
            long id, TurnId turn, MemberId askedBy, String provider, String host, String model, List<Seq> messages,
            long bytes, Instant at, String outcome, Integer promptTokens, Integer answerTokens) {}

    public OutboundLedger(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Commits a line for what is about to leave, and returns its id. When this throws, nothing may leave (GW2). */
    long note(Reason reason, Endpoint endpoint, List<Seq> messages, long bytes) {
        return db.inTransaction(tx -> store.insert(tx, reason, endpoint, messages, bytes, clock.instant()));
    }

    /** Notes how it ended. */
    void settle(long line, ModelOutcome outcome) {
        db.useTransaction(tx -> {
            switch (outcome) {
                case ModelOutcome.Completed done -> store.end(tx, line, "completed", done.usage(), clock.instant());
                case ModelOutcome.Stopped _ -> store.end(tx, line, "stopped", Usage.UNKNOWN, clock.instant());
                case ModelOutcome.Failed _ -> store.end(tx, line, "failed", Usage.UNKNOWN, clock.instant());
            }
        });
    }

    /**
     * The room's lines, the last first. The caller has shown that the asker is a member.
     *
     * @param before only lines with a smaller id; {@link Long#MAX_VALUE} for the first page
     */
    public List<Line> read(RoomId room, long before, int limit) {
        return db.inTransaction(tx -> store.list(tx, room, before, Math.min(limit, PAGE_CALLS_MAX)));
    }
}
