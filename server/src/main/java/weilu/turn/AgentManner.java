package weilu.turn;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * When an agent may speak in one room.
 *
 * @param keywords words it answers to, in lower case
 * @param quietFrom from when on it says nothing unasked, or null
 * @param quietTo until when; may be on the next day
 * @param greets whether it greets whoever comes in
 * @param hourlyMax how often an hour it may speak unasked
 */
record AgentManner(
        Manner manner, List<String> keywords, LocalTime quietFrom, LocalTime quietTo, String timeZone, int hourlyMax,
        boolean greets) {
    static final int HOURLY_STANDARD = 4;
    /** How an agent behaves where nobody has said anything else. */
    static final AgentManner STANDARD =
            new AgentManner(Manner.ASKED, List.of(), null, null, "Asia/Shanghai", HOURLY_STANDARD, false);

    AgentManner {
        keywords = List.copyOf(keywords);
    }

    boolean isQuietAt(Instant now) {
        if (quietFrom == null || quietFrom.equals(quietTo)) {
            return false;
        }
        LocalTime time = now.atZone(zone()).toLocalTime();
        boolean after = !time.isBefore(quietFrom);
        boolean before = time.isBefore(quietTo);
        return quietFrom.isBefore(quietTo) ? after && before : after || before;
    }

    ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            return ZoneId.of("Asia/Shanghai");
        }
    }
}
