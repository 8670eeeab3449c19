package weilu.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text as WeChat's mail form, QQ's text form and people's own tools write it: {@code 张三 2024-01-05 20:31:05} and
 * the text below; the same with the time first; {@code 2024-01-05 20:31 张三: text}; or a line with the day alone and
 * then {@code 张三 20:31}.
 */
final class WeChatGrammar implements LineGrammar {
    private static final String STAMP = WrittenDates.DATE + "\\s?+" + WrittenDates.TIME;
    private static final Pattern NAME_FIRST = Pattern.compile("(\\S.{0,99}?)\\s{1,8}+" + STAMP + "\\s*+[:：]?+");
    private static final Pattern TIME_FIRST = Pattern.compile("\\[?" + STAMP + "]?\\s++(\\S.{0,99})");
    private static final Pattern ONE_LINE = Pattern.compile("\\[?" + STAMP + "]?\\s++([^:：]{1,100}+)[:：]\\s*+(.*)");
    private static final Pattern DAY = Pattern.compile(
            "[-—=–\\s]{0,60}+" + WrittenDates.DATE + "(?:\\s?星期.)?[-—=–\\s]{0,60}+");
    private static final Pattern NAME_AND_TIME = Pattern.compile("(\\S.{0,63}?)\\s{1,8}" + WrittenDates.TIME);
    /** QQ writes the sender's number or address after the name. */
    private static final Pattern NUMBER = Pattern.compile("(.+?)(?:\\(\\d{5,12}\\)|<[^<>\\s]{3,60}@[^<>\\s]{3,60}>)");
    private static final Pattern NOTICE = Pattern.compile(
            "(?:系统消息|系统提示|\\[系统消息]|system)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PREAMBLE = Pattern.compile("(?:消息记录|消息分组|消息对象|导出时间|聊天记录|={4,}|-{4,}|—{4,}).*");

    private LocalDate day;
    private boolean begun;

    @Override
    public Reading read(String raw) {
        String line = CleanText.withoutDirectionMarks(raw)
                .replace('\u00A0', ' ').replace('\u3000', ' ').stripTrailing();
        try {
            Reading header = header(line);
            if (header != null) {
                begun = true;
                return header;
            }
        } catch (DateTimeException e) {
            begun = true;
            return new Reading.Wrong("there is no such date or time");
        }
        return !begun && PREAMBLE.matcher(line).matches() ? SKIPPED : new Reading.GoesOn(raw);
    }

    @Override
    public boolean multiLine() {
        return true;
    }

    private Reading header(String line) {
        Matcher nameFirst = NAME_FIRST.matcher(line);
        if (nameFirst.matches()) {
            return opens(nameFirst.group(1), at(nameFirst, 2), "");
        }
        Matcher oneLine = ONE_LINE.matcher(line);
        if (oneLine.matches()) {
            return opens(oneLine.group(9), at(oneLine, 1), oneLine.group(10));
        }
        Matcher timeFirst = TIME_FIRST.matcher(line);
        if (timeFirst.matches()) {
            return opens(timeFirst.group(9), at(timeFirst, 1), "");
        }
        Matcher newDay = DAY.matcher(line);
        if (newDay.matches()) {
            day = WrittenDates.date(newDay.group(1), newDay.group(2), newDay.group(3), DateOrder.DAY_FIRST);
            return SKIPPED;
        }
        Matcher timed = day == null ? null : NAME_AND_TIME.matcher(line);
        return timed != null && timed.matches()
                ? opens(timed.group(1), WrittenDates.at(day, time(timed, 2)), "")
                : null;
    }

    private static Reading opens(String written, LocalDateTime at, String text) {
        Matcher numbered = NUMBER.matcher(written);
        String name = numbered.matches() ? numbered.group(1) : written;
        return NOTICE.matcher(name).matches() ? SKIPPED : new Reading.Opens(name, at, null, text, null);
    }

    private static LocalDateTime at(Matcher stamp, int group) {
        LocalDate date = WrittenDates.date(
                stamp.group(group), stamp.group(group + 1), stamp.group(group + 2), DateOrder.DAY_FIRST);
        return WrittenDates.at(date, time(stamp, group + 3));
    }

    private static LocalTime time(Matcher stamp, int group) {
        return WrittenDates.time(stamp.group(group), stamp.group(group + 1), stamp.group(group + 2),
                stamp.group(group + 3), stamp.group(group + 4));
    }
}
