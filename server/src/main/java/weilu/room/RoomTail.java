package weilu.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.id.RoomId;
import weilu.id.Seq;

/**
 * What this node committed into each room just now, kept for the moment in which its readers come for it, so that they need
 * not ask the database. Never more than a copy: whoever finds it does not follow on their cursor reads the log.
 */
public final class RoomTail {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int EVENTS_MAX = 500;
    private static final long CHARACTERS_MAX = 16L << 20;

    private final Cache<RoomId, List<LoggedEvent>> last = Caffeine.newBuilder()
            .expireAfterWrite(KEPT).maximumWeight(CHARACTERS_MAX).weigher(RoomTail::characters).build();

    /** After the commit, and before its readers are woken. Each room's events follow one another without a gap. */
    public void keep(Map<RoomId, List<LoggedEvent>> committed) {
        committed.forEach((room, events) -> last.asMap().merge(room, events, RoomTail::joined));
    }

    /** The events that come next after this position; empty when they are not all here. */
    public Optional<List<LoggedEvent>> after(RoomId room, Seq position) {
        List<LoggedEvent> events = last.getIfPresent(room);
        if (events == null) {
            return Optional.empty();
        }
        long known = position.value() + 1 - events.getFirst().seq().value();
        return known < 0 || known >= events.size()
                ? Optional.empty()
                : Optional.of(events.subList((int) known, events.size()));
    }

    /** Where the new ones do not follow, others wrote between them, and only the new ones are kept. */
    private static List<LoggedEvent> joined(List<LoggedEvent> before, List<LoggedEvent> events) {
        boolean follow = before.getLast().seq().next().equals(events.getFirst().seq());
        if (!follow || events.size() >= EVENTS_MAX) {
            return events;
        }
        int kept = Math.min(before.size(), EVENTS_MAX - events.size());
        List<LoggedEvent> joined = new ArrayList<>(before.subList(before.size() - kept, before.size()));
        joined.addAll(events);
        return joined;
    }

    private static int characters(RoomId room, List<LoggedEvent> events) {
        return events.stream().mapToInt(event -> event.json().length()).sum();
    }
}
