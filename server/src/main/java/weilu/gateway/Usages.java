package weilu.gateway;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ChainId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** What was used of models, in sums: counts and costs, never a word of what was said. */
public final class Usages {
    public static final int DAYS_MAX = 90;
    private static final int ROWS_MAX = 5_000;

    private final Quotas quotas;
    private final UsageStore store = new UsageStore();

    /** By what the sums are told apart. */
    public enum By {
        ROOM, PERSON, AGENT, MODEL, PURPOSE;

        /** The one of this name, the model without one; refused unless it is allowed. */
        static By of(String name, By... allowed) {
            return Stream.of(allowed).filter(one -> one.name().equalsIgnoreCase(name == null ? "model" : name)).findFirst()
                    .orElseThrow(() -> Refusal.field(ErrorCode.INVALID, "by",
                            "one of " + Stream.of(allowed).map(Rows::stored).collect(Collectors.joining(", "))));
        }
    }

    /** Whose use is summed, and of which model, as "provider · model"; null is everybody's and every one. */
    public record Of(RoomId room, AccountId person, AccountId agent, String model) {
        public static final Of SERVER = new Of(null, null, null);

        public Of(RoomId room, AccountId person, AccountId agent) {
            this(room, person, agent, null);
        }
    }

    /**
     * Sums of calls.
     *
     * @param tokens what counts against quotas
     * @param estimated for some calls the provider did not count
     * @param costMicros in millionths of {@code currency}; null when the models have no price
     */
    public record Bill(
            long calls, long turns, long deepTurns, long tokens, long promptTokens, long answerTokens, boolean estimated,
            Long costMicros, String currency) {}

    /** One group's sums of one day; a group has a row for each currency. */
    public record Row(LocalDate day, String key, String name, @JsonUnwrapped Bill bill) {}

    /** @param from the first day, of the server's time zone */
    public record Report(LocalDate from, LocalDate to, String zone, List<Row> rows) {}

    public Usages(Quotas quotas) {
        this.quotas = quotas;
    }

    /** The last so many days, today included. */
    public Report report(Tx tx, Of of, By by, int days) {
        LocalDate to = quotas.today();
        LocalDate from = to.minusDays(Math.clamp(days, 1, DAYS_MAX) - 1L);
        return new Report(from, to, quotas.zone().getId(), store.rows(tx, of, by, from, ROWS_MAX));
    }

    /** What the person used today, where they live, by currency. */
    public List<Bill> today(Tx tx, AccountId person) {
        return store.day(tx, person, quotas.today(tx, person));
    }

    /** One bill for all that agents did because of one message of a person. */
    public List<Bill> ofChain(Tx tx, RoomId room, Seq beginning) {
        return store.chain(tx, room, ChainId.of(room, beginning));
    }

    boolean isOwner(Tx tx, AccountId agent, AccountId account) {
        return store.agentOwnedBy(tx, agent, account).isPresent();
    }
}
