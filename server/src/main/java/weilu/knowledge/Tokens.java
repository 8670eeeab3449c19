package weilu.knowledge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into terms to search by. Text of scripts written without spaces becomes its single characters and each
 * pair of neighbours; other words become themselves. All are folded: compatibility forms (full width, ligatures) to
 * plain ones, upper case to lower, accents dropped. Traditional and simplified characters stay apart.
 */
final class Tokens {
    static final int TERM_CHARACTERS_MAX = 40;

    private Tokens() {}

    /**
     * A term and where it stands.
     *
     * @param from first UTF-16 index in the original text
     * @param to index after its last character
     * @param pair whether it is a pair of neighbouring characters, laid over two single ones
     */
    record Token(String term, int from, int to, boolean pair) {}

    /** All terms in order; a pair stands right after its first character. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>(text.length() * 2);
        Token before = null;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (isDense(point)) {
                Token single = new Token(fold(text, at, next), at, next, false);
                if (before != null && before.to == at) {
                    tokens.add(new Token(before.term + single.term, before.from, next, true));
                }
                tokens.add(single);
                before = single;
            } else if (Character.isLetterOrDigit(point)) {
                next = wordEnd(text, next);
                addWord(text, at, next, tokens);
                before = null;
            } else {
                before = null;
            }
            at = next;
        }
        return tokens;
    }

    /** Whether words of this character's script are not set apart by spaces. */
    static boolean isDense(int point) {
        if (point < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(point) || isMark(point);
            default -> false;
        };
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (isDense(point) || !Character.isLetterOrDigit(point) && !isMark(point)) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private static void addWord(String text, int from, int to, List<Token> tokens) {
        String term = fold(text, from, to);
        if (!term.isEmpty()) {
            int length = Math.min(term.length(), TERM_CHARACTERS_MAX);
            tokens.add(new Token(term.substring(0, length), from, to, false));
        }
    }

    private static String fold(String text, int from, int to) {
        if (to - from == 1 && text.charAt(from) >= 0x4E00 && text.charAt(from) <= 0x9FFF) {
            return String.valueOf(text.charAt(from));
        }
        String plain = Normalizer.normalize(text.substring(from, to), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(plain.length());
        plain.codePoints().filter(point -> !isMark(point) || isDense(point)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isMark(int point) {
        return Character.getType(point) == Character.NON_SPACING_MARK
                || Character.getType(point) == Character.COMBINING_SPACING_MARK;
    }
}
