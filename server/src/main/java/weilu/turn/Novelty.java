package weilu.turn;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells whether an agent's words say anything that was not said before. */
final class Novelty {
    /** Two texts whose pairs of characters overlap so much say the same. */
    static final double SAME_MIN = 0.85;
    /** A short text rarely overlaps by chance, and is compared whole. */
    private static final int COMPARED_CHARACTERS_MIN = 8;
    private static final Pattern NAME = Pattern.compile("@\\S+");
    private static final Pattern EMPTY_WORDS = Pattern.compile("""
            ^(好|好的|好呀|好啊|嗯+|行|可以|没问题|沒問題|收到|明白|明白了|了解|同意|赞同|对|对的|是的|谢谢|謝謝|多谢|不客气|辛苦了|哈+|加油|\
            ok|okay|yes|sure|right|agreed|gotit|understood|thanks|thankyou|great|nice|welcome|yourewelcome|noreply)*$""");

    private Novelty() {}

    /** @param earlier what was said before in the same chain */
    static boolean isNew(String body, Collection<String> earlier) {
        String plain = plain(body);
        return !EMPTY_WORDS.matcher(plain).matches()
                && earlier.stream().map(Novelty::plain).noneMatch(other -> isSame(plain, other));
    }

    private static String plain(String body) {
        return Questions.plain(NAME.matcher(body == null ? "" : body).replaceAll(" "));
    }

    private static boolean isSame(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        return Math.min(one.length(), other.length()) >= COMPARED_CHARACTERS_MIN && overlap(one, other) >= SAME_MIN;
    }

    /** Dice's coefficient over pairs of neighbouring characters. */
    static double overlap(String one, String other) {
        Map<String, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 1 < one.length(); i++) {
            pairs.merge(one.substring(i, i + 2), 1, Integer::sum);
        }
        int shared = 0;
        for (int i = 0; i + 1 < other.length(); i++) {
            String pair = other.substring(i, i + 2);
            if (pairs.merge(pair, -1, Integer::sum) >= 0) {
                shared++;
            }
        }
        int all = Math.max(one.length() - 1, 0) + Math.max(other.length() - 1, 0);
        return all == 0 ? 0 : 2.0 * shared / all;
    }
}
