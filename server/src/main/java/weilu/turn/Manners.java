package weilu.turn;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.room.Membership;
import weilu.room.Power;

/** Reads and sets how readily the agents of a room speak. */
public final class Manners {
    public static final int KEYWORDS_MAX = 20;
    public static final int KEYWORD_CHARACTERS_MAX = 30;
    public static final int HOURLY_MAX = 60;

    private final Clock clock;
    private final MannerStore store = new MannerStore();
    private final TriggerStore agents = new TriggerStore();

    /** As it stands, or as it is wished; times as 22:00, or absent when there are no quiet hours. */
    public record View(
            MemberId agent, String name, Manner manner, List<String> keywords, String quietFrom, String quietTo,
            String timeZone, Integer hourlyMax, Boolean greets) {}

    public Manners(Clock clock) {
        this.clock = clock;
    }

    /** Of all agents in the room. */
    public List<View> list(Tx tx, Membership membership) {
        return agents.inRooms(tx, List.of(membership.room())).stream().map(Manners::view).toList();
    }

    /** Sets all of it for one agent. Fields that are absent keep what they were. */
    public View set(Tx tx, Membership membership, MemberId agent, View wish) {
        Power.CHANGE_ROOM.require(membership.role());
        RoomAgent found = agents.inRooms(tx, List.of(membership.room())).stream()
                .filter(one -> one.member().equals(agent)).findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such agent in this room"));
        AgentManner before = found.manner();
        Manner manner = wish.manner() == null ? before.manner() : wish.manner();
        List<String> keywords = wish.keywords() == null ? before.keywords() : keywords(wish.keywords());
        boolean isQuiet = wish.quietFrom() != null && wish.quietTo() != null;
        if (!isQuiet && (wish.quietFrom() != null || wish.quietTo() != null)) {
            throw Refusal.field(ErrorCode.INVALID, wish.quietFrom() == null ? "quietFrom" : "quietTo",
                    "quiet hours have a beginning and an end");
        }
        AgentManner after = new AgentManner(manner, keywords, isQuiet ? time("quietFrom", wish.quietFrom()) : null,
                isQuiet ? time("quietTo", wish.quietTo()) : null,
                wish.timeZone() == null ? before.timeZone() : zone(wish.timeZone()),
                hourly(wish.hourlyMax() == null ? before.hourlyMax() : wish.hourlyMax()),
                wish.greets() == null ? before.greets() : wish.greets());
        store.put(tx, membership.room(), agent, after, membership.member(), clock.instant());
        return view(found.with(after));
    }

    private static View view(RoomAgent agent) {
        AgentManner manner = agent.manner();
        return new View(agent.member(), agent.name(), manner.manner(), manner.keywords(), text(manner.quietFrom()),
                text(manner.quietTo()), manner.timeZone(), manner.hourlyMax(), manner.greets());
    }

    private static String text(LocalTime time) {
        return time == null ? null : time.toString();
    }

    private static List<String> keywords(List<String> wished) {
        List<String> keywords = wished.stream().filter(word -> word != null && !word.isBlank())
                .map(word -> word.strip().toLowerCase(Locale.ROOT)).distinct().toList();
        if (keywords.size() > KEYWORDS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "keywords", "at most " + KEYWORDS_MAX + " keywords");
        }
        if (keywords.stream().anyMatch(word -> word.codePointCount(0, word.length()) > KEYWORD_CHARACTERS_MAX)) {
            throw Refusal.field(ErrorCode.INVALID, "keywords", "a keyword has at most " + KEYWORD_CHARACTERS_MAX + " characters");
        }
        if (keywords.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw Refusal.field(ErrorCode.INVALID, "keywords", "a keyword is plain text");
        }
        return keywords;
    }

    private static LocalTime time(String field, String text) {
        try {
            return LocalTime.parse(text).withSecond(0).withNano(0);
        } catch (DateTimeException e) {
            throw Refusal.field(ErrorCode.INVALID, field, "a time is written as 22:00");
        }
    }

    private static String zone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw Refusal.field(ErrorCode.INVALID, "timeZone", "there is no such time zone");
        }
    }

    private static int hourly(int wished) {
        if (wished < 0 || wished > HOURLY_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "hourlyMax", "between 0 and " + HOURLY_MAX);
        }
        return wished;
    }
}
