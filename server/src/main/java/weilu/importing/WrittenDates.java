package weilu.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Dates and times as people's programs write them: 2024/1/5 晚上8:31, 1/5/24 8:31 PM, 05.01.2024 20:31:05. */
final class WrittenDates {
    /** Groups 1–3: numbers of a date in any order. */
    static final String DATE = "(\\d{1,4}+)[./\\-年]\\s?+(\\d{1,2}+)[./\\-月]\\s?+(\\d{1,4}+)日?+";
    /** Groups 1–5: part of day before, hour, minute, second, part of day after. */
    static final String TIME = "(?:(" + partsOfDay() + ")\\s?+)?+(\\d{1,2}+)[:.](\\d{2})(?:[:.](\\d{2}))?+"
            + "(?:\\s?+([AaPp]\\.?+\\s?+[Mm]\\.?+|" + partsOfDay() + "))?+";

    private static final int CENTURY = 2000;
    private static final int YEAR_MIN = 1970;
    private static final int YEAR_MAX = 2199;

    private WrittenDates() {}

    /** @throws DateTimeException when there is no such day */
    static LocalDate date(String first, String second, String third, DateOrder order) {
        int a = Integer.parseInt(first);
        int b = Integer.parseInt(second);
        int c = Integer.parseInt(third);
        if (yearFirst(first)) {
            return plausible(LocalDate.of(a, b, c));
        }
        int year = third.length() <= 2 ? CENTURY + c : c;
        return plausible(order == DateOrder.MONTH_FIRST ? LocalDate.of(year, a, b) : LocalDate.of(year, b, a));
    }

    static boolean yearFirst(String first) {
        return first.length() >= 3;
    }

    /** @throws DateTimeException when there is no such time */
    static LocalTime time(String before, String hour, String minute, String second, String after) {
        String part = before == null ? after : before;
        int written = Integer.parseInt(hour);
        return LocalTime.of(part == null ? written : hourOf(part, written), Integer.parseInt(minute),
                second == null ? 0 : Integer.parseInt(second));
    }

    static LocalDateTime at(LocalDate date, LocalTime time) {
        return LocalDateTime.of(date, time);
    }

    private static LocalDate plausible(LocalDate date) {
        if (date.getYear() < YEAR_MIN || date.getYear() > YEAR_MAX) {
            throw new DateTimeException("the year is not plausible");
        }
        return date;
    }

    private static int hourOf(String part, int written) {
        if (written > 12) {
            return written;
        }
        int hour = written % 12;
        return switch (part.charAt(0)) {
            case 'P', 'p', '下', '傍', '晚' -> hour + 12;
            // Noon reaches from eleven to two.
            case '中' -> written == 11 ? 11 : hour + 12;
            default -> part.equals("午後") ? hour + 12 : hour;
        };
    }

    private static String partsOfDay() {
        return "上午|下午|凌晨|清晨|早上|中午|傍晚|晚上|午前|午後";
    }
}
