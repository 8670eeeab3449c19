package weilu.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day an IRC log has come to: many logs write it only when it changes, or only in the file's name. */
final class IrcClock {
    private static final Pattern DAY_IN_NAME =
            Pattern.compile("(?:^|\\D)((?:19|20)\\d{2})[-_.]?(\\d{2})[-_.]?(\\d{2})(?:\\D|$)");
    private static final Pattern DAY_IN_WORDS = Pattern.compile(
            "(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) +(\\d{1,2})(?: \\d{2}:\\d{2}(?::\\d{2})?)? (\\d{4})");
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MMM d yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);
    /** Lines of one log may be a little out of order; a jump back by more is midnight. */
    private static final int BACKWARDS_MINUTES_MAX = 60;

    private LocalDate day;
    private LocalTime last;

    /** @param fileName such as {@code #fire_2024-01-05.log}; may be without a date */
    IrcClock(String fileName) {
        Matcher name = DAY_IN_NAME.matcher(fileName);
        if (name.find()) {
            try {
                day = LocalDate.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)),
                        Integer.parseInt(name.group(3)));
            } catch (DateTimeException e) {
                day = null;
            }
        }
    }

    /** Takes the day from a line such as {@code --- Day changed Sat Jan 06 2024}, if it has one. */
    void see(String line) {
        Matcher words = DAY_IN_WORDS.matcher(line);
        if (words.find()) {
            try {
                String written = words.group(1) + " " + Integer.parseInt(words.group(2)) + " " + words.group(3);
                day = LocalDate.parse(written, WORDS);
                last = null;
            } catch (DateTimeException e) {
                // A line of the program with an odd date says nothing about the messages.
                return;
            }
        }
    }

    /** A time without a day; null when no day is known. */
    LocalDateTime at(LocalTime time) {
        if (day == null) {
            return null;
        }
        if (last != null && time.isBefore(last.minusMinutes(BACKWARDS_MINUTES_MAX))
                && last.getHour() * 60 + last.getMinute() >= BACKWARDS_MINUTES_MAX) {
            day = day.plusDays(1);
            last = time;
        } else if (last == null || time.isAfter(last)) {
            last = time;
        }
        return day.atTime(time);
    }

    /** A day without a year, as HexChat writes {@code Jan 05}; null when no year is known. */
    LocalDateTime at(String month, String dayOfMonth, LocalTime time) {
        if (day == null) {
            return null;
        }
        MonthDay written = MonthDay.parse(month + " " + Integer.parseInt(dayOfMonth), MONTH_DAY);
        LocalDate inYear = written.atYear(day.getYear());
        day = inYear.isBefore(day.minusMonths(6)) ? written.atYear(day.getYear() + 1) : inYear;
        return day.atTime(time);
    }
}
