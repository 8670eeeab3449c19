package weilu.room;

import java.text.Normalizer;
import java.util.Locale;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * A phrase (口令) that opens a room when it is said. Only its letters and digits count, so that it may be retold by mouth,
 * with other spaces, punctuation, letter case, full-width forms or emoji.
 *
 * @param shown as its maker wrote it
 * @param key what counts; two phrases with one key are the same phrase
 */
public record Phrase(String shown, String key) {
    public static final int CHARACTERS_MAX = 60;
    /** A Han character weighs {@link #HAN_WEIGHT}, any other letter or digit 1: 围炉夜话 and fireside are just enough. */
    public static final int WEIGHT_MIN = 8;
    private static final int HAN_WEIGHT = 2;
    private static final String FIELD = "phrase";

    /** Reads a new phrase; throws INVALID when it is too long, or so short that it would be guessed. */
    public static Phrase toOpenWith(String text) {
        Phrase phrase = said(text);
        if (weight(phrase.key) < WEIGHT_MIN) {
            throw Refusal.field(ErrorCode.INVALID, FIELD, "needs 4 Chinese characters, or 8 letters and digits");
        }
        return phrase;
    }

    /** Reads a phrase that somebody says at the door; it may be any text that is not too long. */
    public static Phrase said(String text) {
        if (text == null) {
            throw Refusal.field(ErrorCode.INVALID, FIELD, "must be given");
        }
        String shown = text.strip();
        if (shown.length() > CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, FIELD, "at most " + CHARACTERS_MAX + " characters");
        }
        return new Phrase(shown, fold(shown));
    }

    private static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder();
        lower.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        return key.toString();
    }

    private static int weight(String key) {
        return key.codePoints().map(letter -> Character.isIdeographic(letter) ? HAN_WEIGHT : 1).sum();
    }
}
