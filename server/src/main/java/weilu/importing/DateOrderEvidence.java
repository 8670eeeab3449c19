package weilu.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;

/**
 * Finds out whether 1/2/2024 is in January or in February: a number above twelve is a day; else the order in which time
 * does not run backwards; else AM and PM speak for the month first, as in America.
 */
final class DateOrderEvidence {
    private long dayFirst;
    private long monthFirst;
    private long backwardsDayFirst;
    private long backwardsMonthFirst;
    private long latinHalves;
    private LocalDate lastDayFirst;
    private LocalDate lastMonthFirst;

    /** @param header of {@link WhatsAppGrammar#header} */
    void see(Matcher header) {
        if (WrittenDates.yearFirst(header.group(2))) {
            return;
        }
        int first = Integer.parseInt(header.group(2));
        int second = Integer.parseInt(header.group(3));
        dayFirst += first > 12 && second <= 12 ? 1 : 0;
        monthFirst += second > 12 && first <= 12 ? 1 : 0;
        String half = header.group(9);
        latinHalves += half != null && half.charAt(0) < 128 ? 1 : 0;
        LocalDate asDayFirst = dateOrNull(header, DateOrder.DAY_FIRST);
        LocalDate asMonthFirst = dateOrNull(header, DateOrder.MONTH_FIRST);
        backwardsDayFirst += isBefore(asDayFirst, lastDayFirst) ? 1 : 0;
        backwardsMonthFirst += isBefore(asMonthFirst, lastMonthFirst) ? 1 : 0;
        lastDayFirst = asDayFirst == null ? lastDayFirst : asDayFirst;
        lastMonthFirst = asMonthFirst == null ? lastMonthFirst : asMonthFirst;
    }

    DateOrder verdict() {
        if (dayFirst != monthFirst) {
            return dayFirst > monthFirst ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
        }
        if (backwardsDayFirst != backwardsMonthFirst) {
            return backwardsDayFirst < backwardsMonthFirst ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
        }
        return latinHalves > 0 ? DateOrder.MONTH_FIRST : DateOrder.DAY_FIRST;
    }

    private static LocalDate dateOrNull(Matcher header, DateOrder order) {
        try {
            return WrittenDates.date(header.group(2), header.group(3), header.group(4), order);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isBefore(LocalDate date, LocalDate last) {
        return date != null && last != null && date.isBefore(last);
    }
}
