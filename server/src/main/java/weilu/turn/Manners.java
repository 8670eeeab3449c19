package weilu.turn;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    public static final int WISH_CHARACTERS_MAX = 500;
    private static final int DAYS_OF_WEEK = 7;

    private final Clock clock;
    private final MannerStore store = new MannerStore();
    private final ScheduleStore schedules = new ScheduleStore();
    private final TriggerStore agents = new TriggerStore();

    /** As it stands, or as it is wished; times as 22:00, or absent when there are no quiet hours. */
    public record View(
            MemberId agent, String name, Manner manner, List<String> keywords, String quietFrom, String quietTo,
            String timeZone, Integer hourlyMax, Boolean greets,
            Clockwork schedule) {
        public View(
                MemberId agent, String name, Manner manner, List<String> keywords, String quietFrom, String quietTo,
                String timeZone, Integer hourlyMax, Boolean greets) {
            this(agent, name, manner, keywords, quietFrom, quietTo, timeZone, hourlyMax, greets, null);
        }
    }

    /**
     * When it speaks by the clock.
     *
     * @param every daily, weekdays or weekly; none ends it
     * @param day of the week, from Monday 1, of a weekly one
     * @param at as 09:00, by the time zone of the whole
     * @param wish what it is to say
     */
    public record Clockwork(Every every, Integer day, String at, String wish) {
        public enum Every { NONE, DAILY, WEEKDAYS, WEEKLY }
    }

    public Manners(Clock clock) {
        this.clock = clock;
    }

    /** Of all agents in the room. */
    public List<View> list(Tx tx, Membership membership) {
        Map<MemberId, Schedule> all = schedules.inRoom(tx, membership.room());
        return agents.inRooms(tx, List.of(membership.room())).stream()
                .map(agent -> view(agent, all.get(agent.member()))).toList();
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
        if (wish.schedule() != null) {
            schedule(tx, membership, agent, wish.schedule(), after.zone());
        }
        return view(found.with(after), schedules.inRoom(tx, membership.room()).get(agent));
    }

    private void schedule(Tx tx, Membership membership, MemberId agent, Clockwork wish, ZoneId zone) {
        if (wish.every() == null || wish.every() == Clockwork.Every.NONE) {
            schedules.remove(tx, membership.room(), agent);
            return;
        }
        String said = wish.wish() == null ? "" : wish.wish().strip();
        if (said.isEmpty() || said.codePointCount(0, said.length()) > WISH_CHARACTERS_MAX || said.indexOf('\0') >= 0) {
            throw Refusal.field(ErrorCode.INVALID, "schedule.wish",
                    "say in 1 to " + WISH_CHARACTERS_MAX + " characters what about");
        }
        int day = wish.day() == null ? 1 : wish.day();
        if (day < 1 || day > DAYS_OF_WEEK) {
            throw Refusal.field(ErrorCode.INVALID, "schedule.day", "a day of the week is between 1 and 7");
        }
        Schedule schedule = new Schedule(Schedule.Every.valueOf(wish.every().name()), DayOfWeek.of(day),
                time("schedule.at", wish.at() == null ? "" : wish.at()), zone, said);
        schedules.put(tx, membership.room(), agent, schedule, membership.member(), schedule.after(clock.instant()));
    }

    private static View view(RoomAgent agent, Schedule schedule) {
        Clockwork clockwork = schedule == null ? null : new Clockwork(Clockwork.Every.valueOf(schedule.every().name()),
                schedule.day().getValue(), schedule.at().toString(), schedule.wish());
        AgentManner manner = agent.manner();
        return new View(agent.member(), agent.name(), manner.manner(), manner.keywords(), text(manner.quietFrom()),
                text(manner.quietTo()), manner.timeZone(), manner.hourlyMax(), manner.greets(), clockwork);
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
