package weilu.turn;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When an agent speaks by the clock, and about what.
 *
 * @param day of a weekly one
 */
record Schedule(Every every, DayOfWeek day, LocalTime at, ZoneId zone, String wish) {
    enum Every { DAILY, WEEKDAYS, WEEKLY }

    /** The first time after this instant. A time that summer time skips is taken as the next that there is. */
    Instant after(Instant now) {
        LocalDate date = now.atZone(zone).toLocalDate();
        for (int days = 0; ; days++) {
            ZonedDateTime next = date.plusDays(days).atTime(at).atZone(zone);
            if (fits(next.getDayOfWeek()) && next.toInstant().isAfter(now)) {
                return next.toInstant();
            }
        }
    }

    private boolean fits(DayOfWeek day) {
        return switch (every) {
            case DAILY -> true;
            case WEEKDAYS -> day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
            case WEEKLY -> day == this.day;
        };
    }
}
