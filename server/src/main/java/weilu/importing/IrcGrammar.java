package weilu.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs of irssi, WeeChat, ZNC, HexChat and mIRC, and plain {@code 2024-01-05 20:31:05 nick text}. Each line stands for
 * itself.
 */
final class IrcGrammar implements LineGrammar {
    static final String NO_DATE = "a time without a date";
    private static final Pattern STAMP = Pattern.compile(
            "\\[?(?:(\\d{4})[-/.](\\d{2})[-/.](\\d{2})[ T]|([A-Z][a-z]{2}) (\\d{1,2}) )?"
            + "(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d{1,9})?"
            + "(Z|[+-]\\d{2}:?\\d{2})?]?(?=[ \t])");
    private static final Pattern SAID = Pattern.compile("<[@+%&~! ]?([^<>\\s]{1,64}+)>[ \t]?(.*)", Pattern.DOTALL);
    private static final Pattern DONE = Pattern.compile("\\*[ \t]?[@+%&~]?([^\\s*]{1,64}+) (.*)", Pattern.DOTALL);
    private static final Pattern NOTICE =
            Pattern.compile("-([^\\s!-][^\\s]{0,63}?)(?::[^\\s-]{1,64})?- (.*)", Pattern.DOTALL);
    private static final Pattern TABBED = Pattern.compile("([^\t]{1,64})\t(.*)", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("([^\\s<>*:：-][^\\s<>:：]{0,63}+)[:：]? (.*)", Pattern.DOTALL);
    private static final Set<String> PROGRAM_MARKS =
            Set.of("-->", "<--", "--", "---", "*", "***", "=!=", "-!-", "=-=", "");
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:---? |-!-|\\*{3,} ?|-->|<--|=-=|=!=|Session (?:Start|Time|Ident|Close)"
            + "|(?:\\*\\s)?(?:Now talking (?:in|on)|Topic (?:is|for))).*", Pattern.DOTALL);
    /** Comings and goings, which some programs write like an action. */
    private static final Pattern CHURN = Pattern.compile(
            "(?:\\(\\S{1,200}@\\S{1,200}\\) )?"
            + "(?:has (?:joined|left|quit)|is now known as|sets mode|gives (?:channel|voice)).*",
            Pattern.DOTALL);
    private static final Pattern COLOURS = Pattern.compile(
            "\\x03(?:\\d{1,2}(?:,\\d{1,2})?)?|\\x04[0-9A-Fa-f]{6}|[\\x02\\x0F\\x11\\x16\\x1D\\x1E\\x1F]");

    private final IrcClock clock;

    IrcGrammar(String fileName) {
        this.clock = new IrcClock(fileName);
    }

    @Override
    public Reading read(String line) {
        String text = COLOURS.matcher(line).replaceAll("");
        Matcher stamp = STAMP.matcher(text);
        if (!stamp.lookingAt()) {
            if (!text.isBlank() && !PROGRAM.matcher(text).matches()) {
                return new Reading.Wrong("the line begins with no time");
            }
            clock.see(text);
            return SKIPPED;
        }
        String rest = text.substring(stamp.end());
        if (PROGRAM.matcher(rest.strip()).matches()) {
            return SKIPPED;
        }
        LocalDateTime at;
        try {
            at = at(stamp);
        } catch (DateTimeException e) {
            return new Reading.Wrong("there is no such date or time");
        }
        return at == null
                ? new Reading.Wrong(NO_DATE + ": the file's name should hold it, as in room_2024-01-05.log")
                : said(at, offset(stamp.group(9)), rest, stamp.group(1) != null);
    }

    @Override
    public boolean multiLine() {
        return false;
    }

    private LocalDateTime at(Matcher stamp) {
        LocalTime time = WrittenDates.time(null, stamp.group(6), stamp.group(7), stamp.group(8), null);
        if (stamp.group(1) != null) {
            LocalDate date = WrittenDates.date(stamp.group(1), stamp.group(2), stamp.group(3), DateOrder.DAY_FIRST);
            return date.atTime(time);
        }
        return stamp.group(4) != null ? clock.at(stamp.group(4), stamp.group(5), time) : clock.at(time);
    }

    private static ZoneOffset offset(String written) {
        return written == null ? null : ZoneOffset.of(written);
    }

    private static Reading said(LocalDateTime at, ZoneOffset offset, String rest, boolean dated) {
        if (rest.startsWith("\t")) {
            return tabbed(at, offset, rest.substring(1));
        }
        String words = rest.substring(1).stripLeading();
        for (Pattern form : new Pattern[] {SAID, NOTICE}) {
            Matcher said = form.matcher(words);
            if (said.matches()) {
                return new Reading.Opens(said.group(1), at, offset, said.group(2), null);
            }
        }
        Matcher done = DONE.matcher(words);
        if (done.matches()) {
            return action(done, at, offset);
        }
        Matcher plain = PLAIN.matcher(words);
        return dated && plain.matches()
                ? new Reading.Opens(plain.group(1), at, offset, plain.group(2), null)
                : new Reading.Wrong("nobody is named who said it");
    }

    /** WeeChat: who and what, with tabs between. */
    private static Reading tabbed(LocalDateTime at, ZoneOffset offset, String rest) {
        Matcher columns = TABBED.matcher(rest);
        if (!columns.matches()) {
            return rest.startsWith("\t") ? SKIPPED : new Reading.Wrong("nobody is named who said it");
        }
        String who = columns.group(1).strip();
        if (who.equals("*")) {
            Matcher done = DONE.matcher("* " + columns.group(2));
            return done.matches() ? action(done, at, offset) : SKIPPED;
        }
        if (PROGRAM_MARKS.contains(who)) {
            return SKIPPED;
        }
        String name = who.length() > 1 && "@+%&~".indexOf(who.charAt(0)) >= 0 ? who.substring(1) : who;
        return new Reading.Opens(name, at, offset, columns.group(2), null);
    }

    /** "/me waves" is shown in italics. */
    private static Reading action(Matcher done, LocalDateTime at, ZoneOffset offset) {
        String text = done.group(2).strip();
        if (CHURN.matcher(text).matches()) {
            return SKIPPED;
        }
        String shown = text.isEmpty() || text.contains("*") ? text : "*" + text + "*";
        return new Reading.Opens(done.group(1), at, offset, shown, null);
    }
}
