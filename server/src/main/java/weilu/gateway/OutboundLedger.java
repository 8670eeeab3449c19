package weilu.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ChainId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.UsedUp;

/** 出境账: what left the server, for which turn of which room, and to whom. Members of the room may read it. */
public final class OutboundLedger {
    public static final int PAGE_CALLS_MAX = 500;
    private static final int SUMS_MAX = 1_000;

    private final Db db;
    private final Clock clock;
    private final Quotas quotas;
    private final OutboundStore store = new OutboundStore();

    /**
     * Why something leaves, and who answers for it.
     *
     * @param room null when nothing of any room is in it, for example in the preview of an agent
     * @param turn what is asked for; null outside of a turn, and then each call counts as one
     * @param askedBy the member who asked, or null
     * @param person whose quota it is: the person who asked, never an agent
     * @param agent the account of the agent that asks the model, or null
     * @param chain the turns that led to one another, or null
     */
    public record Reason(
            RoomId room, TurnId turn, MemberId askedBy, AccountId person, AccountId agent, AskPurpose purpose,
            ChainId chain) {

        /** The same, for something else. */
        public Reason as(AskPurpose other) {
            return new Reason(room, turn, askedBy, person, agent, other, chain);
        }
    }

    /** What came of telling the ledger that something is about to leave. */
    sealed interface Noted {
        /** It may leave. */
        record Line(long id) implements Noted {}

        /** It may not, and there is no line. */
        record Refused(UsedUp quota) implements Noted {}
    }

    /**
     * What is about to leave.
     *
     * @param tokensMax the most that prompt and answer together can come to
     * @param deep the model shall think first
     */
    record Parcel(Endpoint endpoint, Prompt prompt, long bytes, long tokensMax, boolean deep) {}

    /**
     * A line of the ledger.
     *
     * @param messages the messages whose words were in it; empty in a room that is not to be stored
     * @param bytes of the request's body
     * @param turn null outside of a turn, as is askedBy
     * @param purpose what it was for, in lower case
     * @param local it went to a model on this machine or its private network
     * @param files the pictures and files that were in it, by SHA-256 in hex; empty in a room that is not to be stored
     * @param fileBytes how large each of the files was, stored or not
     * @param fileNames what each file is called in the room; empty where no message carries it any more
     * @param memories the ids of what is remembered of the asker and was in it; empty in a room that is not to be stored
     * @param roomMemories the same of the room
     * @param memoryCount how many memories there were, stored or not
     * @param messageCount how many messages there were, stored or not
     * @param noStore the room was not to be stored
     * @param parts in such a room, a salted hash of each part
     * @param estimated the provider did not count: {@code tokens} is what was reserved
     * @param tokens what counts against quotas; null while it is on its way
     * @param costMicros in millionths of {@code currency}; null when the model has no price
     * @param outcome completed, stopped or failed; null while it is on its way, or when the server died meanwhile
     */
    public record Line(
            long id, TurnId turn, MemberId askedBy, String provider, String host, String model, List<Seq> messages,
            long bytes, Instant at, String outcome, Integer promptTokens, Integer answerTokens, AccountId agent,
            String purpose, boolean local, List<String> files, int messageCount, int fileCount, boolean noStore,
            List<String> parts, boolean estimated, Long tokens, Long costMicros, String currency, List<Long> fileBytes,
            List<String> fileNames, List<Long> memories, List<Long> roomMemories, int memoryCount) {}

    /**
     * Which lines to read.
     *
     * @param before only lines with a smaller id
     * @param provider only this one's, or null
     * @param day only this day's, or null
     * @param of only those with words or memories of this member in them, or null
     */
    public record Lines(long before, String provider, LocalDate day, MemberId of, ZoneId zone) {
        public static Lines all(ZoneId zone) {
            return new Lines(Long.MAX_VALUE, null, null, null, zone);
        }

        public Lines before(long line) {
            return new Lines(line, provider, day, of, zone);
        }
    }

    /**
     * What went to a provider in a day.
     *
     * @param costs by currency, of the calls whose cost is known
     * @param unpriced how many calls have a cost that nobody knows
     */
    public record Sum(
            LocalDate day, String provider, boolean local, long calls, long bytes, long messages, long files, long tokens,
            List<Price.Cost> costs, long unpriced) {}

    public OutboundLedger(Db db, Clock clock, Quotas quotas) {
        this.db = db;
        this.clock = clock;
        this.quotas = quotas;
    }

    /**
     * Commits a line for what is about to leave, with what it may come to reserved (QU1). When this throws, nothing may leave
     * (GW2).
     */
    Noted note(Reason reason, Parcel parcel) {
        return db.inTransaction(tx -> {
            boolean noStore = reason.room() != null && store.isNotStored(tx, reason.room());
            long line = store.insert(tx, reason, parcel, noStore, clock.instant());
            Quotas.Wish wish = new Quotas.Wish(reason, parcel.endpoint().providerName(), parcel.endpoint().model(),
                    parcel.tokensMax(), parcel.deep());
            return switch (quotas.reserve(tx, line, wish)) {
                case Quotas.Place.Reserved _ -> new Noted.Line(line);
                case Quotas.Place.Refused refused -> {
                    store.delete(tx, line);
                    yield new Noted.Refused(refused.quota());
                }
            };
        });
    }

    /** Whether the ledger keeps hashes and counts of this room, and no more. */
    boolean isNotStored(RoomId room) {
        return db.withoutTransaction(tx -> store.isNotStored(tx, room));
    }

    /** Notes how it ended, and settles what was reserved. @param price null when the model has none */
    void settle(long line, ModelOutcome outcome, Price price) {
        db.useTransaction(tx -> {
            switch (outcome) {
                case ModelOutcome.Completed done -> end(tx, line, "completed", done.usage(), price);
                case ModelOutcome.Stopped _ -> end(tx, line, "stopped", Usage.UNKNOWN, price);
                case ModelOutcome.Failed _, ModelOutcome.Refused _ -> {
                    store.end(tx, line, "failed", Usage.UNKNOWN, clock.instant());
                    quotas.release(tx, line);
                }
            }
        });
    }

    private void end(Tx tx, long line, String outcome, Usage usage, Price price) {
        store.end(tx, line, outcome, usage, clock.instant());
        quotas.settle(tx, line, usage, cost(usage, price));
    }

    private static Optional<Price.Cost> cost(Usage usage, Price price) {
        return price == null || usage.promptTokens() == null || usage.answerTokens() == null ? Optional.empty()
                : Optional.of(price.of(usage.promptTokens(), usage.answerTokens()));
    }

    /** The room's lines, the last first. The caller has shown that the asker is a member. */
    public List<Line> read(RoomId room, long before, int limit) {
        return read(room, Lines.all(quotas.zone()).before(before), limit);
    }

    public List<Line> read(RoomId room, Lines lines, int limit) {
        return db.inTransaction(tx -> store.list(tx, room, lines, Math.min(limit, PAGE_CALLS_MAX)));
    }

    /** The same by day and provider. */
    public List<Sum> sums(RoomId room, Lines lines) {
        return db.inTransaction(tx -> store.sums(tx, room, lines, SUMS_MAX));
    }

    /** Where the server's days begin. */
    public ZoneId zone() {
        return quotas.zone();
    }
}
