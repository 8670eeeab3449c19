package weilu.turn;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weilu.id.Seq;
import weilu.turn.Intent.Span;

/** Reads what a message asks for, by plain rules in Chinese and English; the first that fits decides. */
final class ReadIntent {
    static final int LAST_MESSAGES_MAX = 2_000;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern MISSED = words("""
            错过|錯過|漏掉|漏了|没看到|沒看到|没看的|未读|爬楼|补课|跟上进度|\
            \\b(did|have) i miss(ed)?\\b|\\bcatch me up\\b|\\bbring me up to speed\\b|\\bwhat'?s new\\b|\\bunread\\b""");
    private static final Pattern SUMMARY = words("""
            总结|總結|小结|小結|归纳|歸納|概括|摘要|梳理|太长不看|划重点|\
            \\bsummar(y|ise|ize|ies)\\b|\\brecap\\b|\\btl;?dr\\b|\\bkey (points|messages)\\b|\\bhighlights\\b""");
    private static final Pattern SHORT_SUMMARY = words("^.{0,8}(要点|要點|重点|重點).{0,4}$");
    private static final Pattern TALKED_ABOUT = words("""
            (今天|今日|昨天|前天|刚才|刚刚|剛才|大家|你们|他们|群里|派里|这里|最近|上午|下午|晚上|早上|本周|这周|上周|\\d+日|\\d+号)\
            .{0,8}(聊|说|說|讨论|討論|谈|談|讲|講)(了|過|过|到)?(些|哪些)?(什么|什麼|啥|内容)|\
            \\bwhat (happened|was (said|discussed|talked about)|did (we|you|they|everyone|people) (say|discuss|talk about))\
            \\b.{0,20}(today|yesterday|lately|recently|here|this week|last week|so far|$)""");
    private static final Pattern ASKS_FOR_FACT = words("""
            在哪|哪里|哪裡|哪儿|谁|誰|什么时候|什麼時候|何时|几点|幾點|多少|为什么|為什麼|发给|發給|\
            \\b(where|who|when|why|which|whose|how (much|many))\\b""");
    private static final Pattern EXPLAIN = words("""
            解释|解釋|什么意思|什麼意思|啥意思|怎么回事|怎麼回事|前因后果|上下文|来龙去脉|\
            \\bexplain\\b|\\bwhat does (this|that|it) mean\\b|\\bwhat is (this|that) about\\b|\\bcontext\\b|\\belaborate\\b""");
    private static final Pattern REMEMBER = words("""
            ^(?:请|帮我|请你|麻烦)?(?:记住|记下来?|记一下|記住|記下來?|please remember|remember)\
            (?:了|一下|\\s+that\\b|\\s+this\\b)?[\\s:：,，]*(\\S.*)$""");
    private static final Pattern MY_MEMORY = words("用我的记忆|用我的記憶|用上我的记忆|\\buse my memor(y|ies)\\b");
    private static final Pattern HELP = words("""
            ^(帮助|幫助|help|\\?|？|你是谁|你是誰|你能做什么|你能做什麼|你会什么|你会做什么|你能干什么|怎么用|怎么用你|介绍一下你?自己|\
            who are you|what can you do|how do (i|you) use (you|this)|how does this work)$""");
    private static final Pattern SMALL_TALK = words("""
            ^(你好|您好|嗨|哈喽|hi|hello|hey|在吗|在嗎|在不在|谢谢|謝謝|多谢|感谢|辛苦了|早|早安|早上好|晚上好|晚安|再见|拜拜|好的|\
            嗯+|哈+|thanks|thank you|thx|good (morning|evening|night)|bye|ok|okay|nice|great|well done)$""");

    private static final Pattern LAST_MESSAGES =
            words("(最近|最后|最後|过去|前面|last|past)\\s*(的)?\\s*(\\d{1,5})\\s*(条|條|则|messages?)");
    private static final Pattern PAST_TIME =
            words("(最近|过去|過去|近|last|past)\\s*(\\d{0,3})\\s*(个|個)?\\s*(小时|小時|hours?|h\\b|分钟|分鐘|minutes?|min\\b|天|days?)");
    private static final Pattern ISO_DAY = words("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})");
    private static final Pattern MONTH_DAY = words("(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*(日|号|號)?");
    private static final Pattern SINCE = words("以来|以來|开始|開始|至今|到现在|起到|\\bsince\\b|从.{1,12}起");
    private static final Pattern EVERYTHING =
            words("全部|所有|整个|從頭|从头|\\b(everything|the whole|all of it|from the (start|beginning))\\b");
    private static final Pattern LAST_WEEK = words("上周|上星期|上个星期|\\blast week\\b");
    private static final Pattern THIS_WEEK = words("本周|这周|這週|这个?星期|\\bthis week\\b");
    private static final Pattern TODAY = words("今天|今日|\\btoday\\b");
    private static final Pattern DAY_BEFORE = words("前天|day before yesterday");
    private static final Pattern YESTERDAY = words("昨天|昨日|\\byesterday\\b");

    private ReadIntent() {}

    /**
     * Reads the intent.
     *
     * @param quote the message that is quoted, or null
     * @param today the day it is where the asker is
     */
    static Intent of(String body, Seq quote, String agentName, LocalDate today) {
        String text = plain(body, agentName);
        boolean wantsSummary = wantsSummary(text);
        if (quote != null && (text.isEmpty() || wantsSummary && !MISSED.matcher(text).find() || has(EXPLAIN, text))) {
            return new Intent.SummariseAround(quote);
        }
        Matcher remember = REMEMBER.matcher(text);
        if (quote == null && remember.matches() && !has(ASKS_FOR_FACT, remember.group(1))) {
            return new Intent.Remember(remember.group(1));
        }
        if (wantsSummary) {
            return new Intent.Summarise(span(text, today));
        }
        if (text.isEmpty() || HELP.matcher(text).matches()) {
            return new Intent.Help();
        }
        return SMALL_TALK.matcher(text).matches() ? new Intent.SmallTalk() : new Intent.Ask(text);
    }

    /** Whether it is a plain question, and nothing to sum up, to remember or to chat about. */
    static boolean isQuestion(String body, Seq quote, String agentName) {
        return of(body, quote, agentName, LocalDate.EPOCH) instanceof Intent.Ask;
    }

    /** Whether the asker says that what is remembered of them may be used for this question. */
    static boolean usesMemory(String body) {
        return body != null && has(MY_MEMORY, body);
    }

    /** The words alone: without the agent's name, and without marks at both ends. */
    static String plain(String body, String agentName) {
        String text = body == null ? "" : body.replace("@" + agentName, " ");
        return text.replaceAll("^[\\s\\p{P}\\p{S}]+|[\\s\\p{P}\\p{S}]+$", "").replaceAll("\\s+", " ");
    }

    private static boolean wantsSummary(String text) {
        if (has(MISSED, text) || has(TALKED_ABOUT, text)) {
            return true;
        }
        return (has(SUMMARY, text) || has(SHORT_SUMMARY, text)) && !has(ASKS_FOR_FACT, text);
    }

    private static Span span(String text, LocalDate today) {
        Matcher last = LAST_MESSAGES.matcher(text);
        if (last.find()) {
            return new Span.Last(Math.clamp(Integer.parseInt(last.group(3)), 1, LAST_MESSAGES_MAX));
        }
        Matcher past = PAST_TIME.matcher(text);
        if (past.find()) {
            return new Span.Past(duration(past.group(2), past.group(4).toLowerCase(Locale.ROOT)));
        }
        return day(text, today).orElseGet(() -> has(EVERYTHING, text) ? new Span.Everything() : new Span.Missed());
    }

    private static Duration duration(String count, String unit) {
        int number = count.isEmpty() ? 1 : Math.max(1, Integer.parseInt(count));
        if (unit.startsWith("分") || unit.startsWith("min")) {
            return Duration.ofMinutes(number);
        }
        return unit.startsWith("天") || unit.startsWith("day") ? Duration.ofDays(number) : Duration.ofHours(number);
    }

    private static Optional<Span> day(String text, LocalDate today) {
        Optional<LocalDate> named = namedDay(text, today);
        if (named.isPresent()) {
            return Optional.of(new Span.Days(named.get(), has(SINCE, text) ? null : named.get().plusDays(1)));
        }
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (has(LAST_WEEK, text)) {
            return Optional.of(new Span.Days(monday.minusWeeks(1), has(SINCE, text) ? null : monday));
        }
        if (has(THIS_WEEK, text)) {
            return Optional.of(new Span.Days(monday, null));
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> namedDay(String text, LocalDate today) {
        if (has(TODAY, text)) {
            return Optional.of(today);
        }
        if (has(DAY_BEFORE, text)) {
            return Optional.of(today.minusDays(2));
        }
        if (has(YESTERDAY, text)) {
            return Optional.of(today.minusDays(1));
        }
        Matcher iso = ISO_DAY.matcher(text);
        if (iso.find()) {
            return date(Integer.parseInt(iso.group(1)), iso.group(2), iso.group(3));
        }
        Matcher month = MONTH_DAY.matcher(text);
        if (!month.find()) {
            return Optional.empty();
        }
        return date(today.getYear(), month.group(1), month.group(2))
                .map(found -> found.isAfter(today) ? found.minusYears(1) : found);
    }

    private static Optional<LocalDate> date(int year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean has(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    private static Pattern words(String regex) {
        return Pattern.compile(regex, FLAGS);
    }
}
