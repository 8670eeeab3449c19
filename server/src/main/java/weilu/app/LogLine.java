package weilu.app;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One record, one line: {@code 2026-11-22T06:00:00.000Z WARN room.RoomLog what happened}. An exception follows as its chain
 * of causes, each with the places it came through, so that a line can be searched, counted and shipped as a whole.
 */
final class LogLine extends ExtFormatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final int CAUSES_MAX = 6;
    private static final int PLACES_MAX = 12;
    private static final int CHARACTERS_MAX = 8_000;

    @Override
    public String format(ExtLogRecord record) {
        StringBuilder line = new StringBuilder(200)
                .append(TIME.format(Instant.ofEpochMilli(record.getMillis()))).append(' ')
                .append(record.getLevel().getName()).append(' ')
                .append(shortName(record.getLoggerName())).append(' ')
                .append(oneLine(record.getFormattedMessage()));
        Throwable failure = record.getThrown();
        for (int depth = 0; failure != null && depth < CAUSES_MAX; depth++) {
            line.append(depth == 0 ? " | " : " | because of ").append(oneLine(failure.toString()));
            appendPlaces(line, failure);
            failure = failure.getCause();
        }
        if (line.length() > CHARACTERS_MAX) {
            line.setLength(CHARACTERS_MAX);
        }
        return line.append('\n').toString();
    }

    private static void appendPlaces(StringBuilder line, Throwable failure) {
        StackTraceElement[] places = failure.getStackTrace();
        for (int i = 0; i < Math.min(places.length, PLACES_MAX); i++) {
            StackTraceElement place = places[i];
            line.append(i == 0 ? " at " : " < ").append(shortName(place.getClassName())).append('.')
                    .append(place.getMethodName()).append(':').append(place.getLineNumber());
        }
    }

    /** The package and class of Weilu's own, the last two names of anyone's. */
    private static String shortName(String name) {
        String logger = name == null || name.isEmpty() ? "root" : name;
        int last = logger.lastIndexOf('.');
        return logger.substring(last < 0 ? 0 : logger.lastIndexOf('.', last - 1) + 1);
    }

    private static String oneLine(String text) {
        return text.replace("\r\n", " / ").replace('\n', ' ').replace('\r', ' ');
    }
}
