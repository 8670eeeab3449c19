package weilu.turn;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by plain rules, in Chinese and English, what a message is like: a question, a follow-up, or a sign of life. */
final class Questions {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int SUBSTANCE_CHARACTERS_MIN = 6;
    private static final Pattern LINK = Pattern.compile("https?://\\S+", FLAGS);
    private static final Pattern ASKS = Pattern.compile("""
            [?？]|[吗嗎呢][。.!！~～]*$|怎么|怎麼|什么|什麼|为什么|為什麼|为啥|谁|誰|哪[里裡儿个天些位]|几点|幾點|多少|有没有|有沒有|能不能|是不是|\
            ^(who|what|when|where|why|which|how|can|could|does|do|did|is|are|will|would|should|any(one|body))\\b""", FLAGS);
    private static final Pattern GOES_ON = Pattern.compile("""
            ^(那|再|继续|繼續|接着|接著|还有|還有|另外|换|換|展开|展開|详细|詳細|具体|具體|短|长|長|简单|簡單|更|改成|翻译|翻譯|用|为什么|為什麼)|\
            ^(and|also|then|again|more|shorter|longer|continue|go on|in (english|chinese)|explain|translate|what about|\
            how about)\\b""", FLAGS);

    private static final Pattern ROUND_TABLE = Pattern.compile("圆桌|圓桌|\\bround[- ]?table\\b", FLAGS);

    private Questions() {}

    static boolean asks(String body) {
        return body != null && ASKS.matcher(LINK.matcher(body.strip()).replaceAll(" ")).find();
    }

    /** Whether it can be meant for whoever spoke last: a question, or a wish for more of the same. */
    static boolean goesOn(String body) {
        return asks(body) || body != null && GOES_ON.matcher(body.strip()).find();
    }

    /** Whether those it names shall each answer once, and somebody draw the conclusion. */
    static boolean wantsRoundTable(String body) {
        return body != null && ROUND_TABLE.matcher(body).find();
    }

    /** More than a greeting, thanks, laughter or one word. */
    static boolean isSubstantial(String body) {
        return body != null && plain(body).length() >= SUBSTANCE_CHARACTERS_MIN;
    }

    /** The letters and digits alone, folded. */
    static String plain(String body) {
        return LINK.matcher(body).replaceAll("").replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
    }
}
