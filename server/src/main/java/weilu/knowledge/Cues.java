package weilu.knowledge;

import java.util.List;
import java.util.regex.Pattern;

/** Tells from the surface of a message whether it is likely to matter. */
final class Cues {
    private static final Pattern QUESTION = Pattern.compile(
            "[?？][\\s)）」”\"]*$|[吗呢][。.！!~～\\s]*$|什么|怎么|为啥|谁能|哪[里儿个天家]"
                    + "|^(?i:who|what|when|where|why|how|does|do|is|are|can|could|anyone)\\b");
    private static final Pattern FIGURE = Pattern.compile("\\d");
    private static final Pattern DATE = Pattern.compile(
            "\\d{1,2}\\s*[:：]\\s*\\d{2}|\\d+\\s*[点號号日月年]|[一二两三四五六七八九十]+点|(周|星期|礼拜)[一二三四五六日天末]|明[天晚早]|后天|今晚|下[周个]月?"
                    + "|\\b\\d{1,2}\\s*(am|pm)\\b|\\b(mon|tues|wednes|thurs|fri|satur|sun)day\\b|\\b(tomorrow|tonight|noon)\\b"
                    + "|\\b(january|february|march|april|june|july|august|september|october|november|december)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MONEY = Pattern.compile(
            "[¥￥$€£]\\s*\\d|\\d\\s*(元|块|万|亿|毛|rmb|cny|usd|eur|dollars?|yuan|k\\b)|人均", Pattern.CASE_INSENSITIVE);
    private static final int DECISIONS_COUNTED_MAX = 2;
    /** Fewer characters than this seldom say anything by themselves. */
    private static final int SHORT_CHARACTERS = 10;

    private final WordFinder decisions = new WordFinder(WordLists.read("decision-words.txt"));
    private final WordFinder pleasantries = new WordFinder(WordLists.read("pleasantries.txt"));

    /** Weights found on the tuning half of VCSum (evals/README.md); dates and money on top, which meetings lack. */
    double boost(String body) {
        double boost = 1.2 * decisions.count(body, DECISIONS_COUNTED_MAX);
        boost += DATE.matcher(body).find() ? 0.6 : 0;
        boost += MONEY.matcher(body).find() ? 0.6 : 0;
        boost += FIGURE.matcher(body).find() ? 0.2 : 0;
        boost -= 1.8 * pleasantries.count(body, 1);
        boost -= isQuestion(body) ? 0.7 : 0;
        boost -= body.length() < SHORT_CHARACTERS ? 0.5 : 0;
        return boost;
    }

    boolean isQuestion(String body) {
        return QUESTION.matcher(body.strip()).find();
    }

    /** The sentence of these that says most by its surface; the earlier of equals. */
    int strongest(List<String> sentences) {
        int best = 0;
        for (int i = 1; i < sentences.size(); i++) {
            if (boost(sentences.get(i)) > boost(sentences.get(best))) {
                best = i;
            }
        }
        return best;
    }
}
