package weilu.gateway;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.protocol.UsedUp;
import weilu.protocol.UsedUp.Measure;
import weilu.protocol.UsedUp.Scope;

/**
 * What may be used of models in a day. A call is reserved at the most it can come to before it is sent, and settled by what
 * the provider says it came to (QU1). Both happen in the transaction that writes the outbound ledger.
 */
public final class Quotas {
    /** A reservation counts so long after the longest call, should its node die. */
    private static final Duration HELD_AFTER = Duration.ofSeconds(30);
    /** What each message of a request costs beside its words, at most. */
    private static final int MESSAGE_TOKENS = 16;
    private static final int PICTURE_TOKENS = 4_096;
    static final long MOST_MAX = 1_000_000_000_000_000L;

    private final Clock clock;
    private final ZoneId zone;
    private final Duration held;
    private final QuotaStore store = new QuotaStore();

    /** What came of asking for a place. */
    sealed interface Place {
        /** It is kept until {@link #settle} or {@link #release}. */
        record Reserved() implements Place {}

        record Refused(UsedUp quota) implements Place {}
    }

    /**
     * What a call may come to.
     *
     * @param deep the model shall think first
     */
    record Wish(OutboundLedger.Reason reason, String provider, String model, long tokens, boolean deep) {}

    /** One day of one subject of quotas. */
    record Day(Scope scope, long subject, LocalDate date, ZoneId zone) {
        static final Comparator<Day> ORDER = Comparator.comparing((Day day) -> day.scope().name().toLowerCase(Locale.ROOT))
                .thenComparing(Day::subject).thenComparing(Day::date);

        Instant end() {
            return date.plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    /**
     * A quota as an admin has set it.
     *
     * @param subject 0 for the default of its scope
     * @param name of the person, room or agent; null for a default
     * @param most null: no limit, although there may be a default
     */
    public record Entry(Scope scope, long subject, String name, Measure measure, Long most) {}

    /** What is left of a person's own quota today. */
    public record Left(Measure measure, long most, long used, Instant freeAt) {}

    /** Amounts by measure. */
    record Amounts(long tokens, long turns, long deepTurns) {
        static final Amounts NONE = new Amounts(0, 0, 0);

        long of(Measure measure) {
            return switch (measure) {
                case TOKENS -> tokens;
                case TURNS -> turns;
                case DEEP_TURNS -> deepTurns;
            };
        }
    }

    /** @param zone where the server's days begin; a person's own quota goes by theirs */
    public Quotas(Clock clock, ZoneId zone, ModelLimits limits) {
        this.clock = clock;
        this.zone = zone;
        held = limits.total().plus(HELD_AFTER);
    }

    public ZoneId zone() {
        return zone;
    }

    /** Today by the server's time zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Today by the person's. */
    LocalDate today(Tx tx, AccountId person) {
        return LocalDate.ofInstant(clock.instant(), personZone(tx, person));
    }

    /**
     * The most tokens a prompt can be counted as: one for each character, whatever the language, and something for each message.
     * It is a bound to reserve by and never shown as a count.
     */
    static long promptTokensMax(Prompt prompt, List<ToolSpec> tools) {
        long most = MESSAGE_TOKENS;
        for (Prompt.Part part : prompt.parts()) {
            most += MESSAGE_TOKENS + characters(part.text()) + characters(part.thinking())
                    + (long) PICTURE_TOKENS * part.pictures().size();
            for (CallWish call : part.calls()) {
                most += MESSAGE_TOKENS + characters(call.tool()) + characters(call.arguments());
            }
        }
        for (ToolSpec tool : tools) {
            most += MESSAGE_TOKENS + characters(tool.name()) + characters(tool.description())
                    + characters(String.valueOf(tool.parameters()));
        }
        return most;
    }

    List<Entry> list(Tx tx) {
        return store.entries(tx);
    }

    /** Sets what may be used in a day; holds from the next call on. Refused when there is no such person, room or agent. */
    void set(Tx tx, AccountId admin, Scope scope, long subject, Measure measure, Long most) {
        if (subject < 0 || scope == Scope.SERVER && subject != 0 || subject != 0 && !store.exists(tx, scope, subject)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no such " + scope.name().toLowerCase(Locale.ROOT));
        }
        store.put(tx, scope, subject, measure, most, admin, clock.instant());
    }

    void forget(Tx tx, Scope scope, long subject, Measure measure) {
        store.remove(tx, scope, subject, measure);
    }

    /** What is left of the person's own quotas, as far as they have any. */
    public List<Left> left(Tx tx, AccountId person) {
        Instant now = clock.instant();
        ZoneId own = personZone(tx, person);
        Day day = new Day(Scope.PERSON, person.value(), LocalDate.ofInstant(now, own), own);
        store.makeDays(tx, List.of(day));
        Amounts used = store.taken(tx, List.of(day), now).getFirst().amounts();
        return store.limits(tx, List.of(day)).stream()
                .map(limit -> new Left(limit.measure(), limit.most(), used.of(limit.measure()), day.end())).toList();
    }

    /** Keeps a place for the call that the ledger knows by this number, or tells which quota has none. */
    Place reserve(Tx tx, long call, Wish wish) {
        Instant now = clock.instant();
        List<Day> days = days(tx, wish.reason(), now);
        List<QuotaStore.Limit> limits = store.limits(tx, days);
        // Where nothing is limited nobody waits for anybody.
        List<Day> limited = days.stream()
                .filter(day -> limits.stream().anyMatch(limit -> limit.scope() == day.scope())).toList();
        if (!limited.isEmpty()) {
            store.lock(tx, limited);
        }
        boolean turn = wish.reason().purpose().isTurn();
        QuotaStore.Counted counted = store.counted(tx, wish.reason().turn(), now);
        Amounts wanted = new Amounts(wish.tokens(), turn && !counted.turn() ? 1 : 0,
                turn && wish.deep() && !counted.deepTurn() ? 1 : 0);
        Optional<UsedUp> usedUp = limited.isEmpty() ? Optional.empty()
                : firstUsedUp(limits, store.taken(tx, limited, now), days, wanted);
        if (usedUp.isPresent()) {
            return new Place.Refused(usedUp.get());
        }
        store.reserve(tx, call, wish, wanted, now, now.plus(held), personDay(days), LocalDate.ofInstant(now, zone));
        return new Place.Reserved();
    }

    /** What the call came to, by the provider; where it does not say, what was reserved counts. */
    void settle(Tx tx, long call, Usage usage, Optional<Price.Cost> cost) {
        store.settle(tx, call, usage, cost).ifPresent(used -> store.add(tx, used.days(zone), used.amounts()));
    }

    /** The call came to nothing. */
    void release(Tx tx, long call) {
        store.release(tx, call);
    }

    private static Optional<UsedUp> firstUsedUp(
            List<QuotaStore.Limit> limits, List<QuotaStore.Taken> taken, List<Day> days, Amounts wanted) {
        for (Scope scope : Scope.values()) {
            for (QuotaStore.Limit limit : limits) {
                Optional<QuotaStore.Taken> day = taken.stream().filter(one -> one.scope() == scope).findFirst();
                if (limit.scope() == scope && day.isPresent() && wanted.of(limit.measure()) > 0
                        && day.get().amounts().of(limit.measure()) + wanted.of(limit.measure()) > limit.most()) {
                    Instant freeAt = days.stream().filter(one -> one.scope() == scope).findFirst().orElseThrow().end();
                    return Optional.of(new UsedUp(scope, limit.measure(), limit.most(), freeAt));
                }
            }
        }
        return Optional.empty();
    }

    /** In the order their rows are locked. */
    private List<Day> days(Tx tx, OutboundLedger.Reason reason, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Day> days = new ArrayList<>();
        ZoneId own = personZone(tx, reason.person());
        days.add(new Day(Scope.PERSON, reason.person().value(), LocalDate.ofInstant(now, own), own));
        days.add(new Day(Scope.SERVER, 0, today, zone));
        if (reason.room() != null) {
            days.add(new Day(Scope.ROOM, reason.room().value(), today, zone));
        }
        if (reason.agent() != null) {
            days.add(new Day(Scope.AGENT, reason.agent().value(), today, zone));
        }
        days.sort(Day.ORDER);
        return days;
    }

    private static LocalDate personDay(List<Day> days) {
        return days.stream().filter(day -> day.scope() == Scope.PERSON).findFirst().orElseThrow().date();
    }

    private ZoneId personZone(Tx tx, AccountId person) {
        try {
            return ZoneId.of(store.timeZone(tx, person));
        } catch (DateTimeException e) {
            return zone;
        }
    }

    private static long characters(String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }
}
