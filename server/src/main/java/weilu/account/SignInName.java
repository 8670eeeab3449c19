package weilu.account;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What a person signs in with. Names that look the same to the eye of Unicode are the same name: NFKC, lower case.
 *
 * @param folded 2 to 32 characters: letters and digits of one script family, and {@code _ - .} between them
 */
public record SignInName(String folded) {
    public static final int CHARACTERS_MIN = 2;
    public static final int CHARACTERS_MAX = 32;
    /** Longer input is refused before it is folded. */
    private static final int INPUT_MAX = 128;

    /** Refuses INVALID when the text is no possible name. */
    public static SignInName require(String text) {
        return find(text).orElseThrow(() -> Refusal.field(ErrorCode.INVALID, "name",
                "a name has " + CHARACTERS_MIN + " to " + CHARACTERS_MAX
                        + " letters or digits of one script, with _ - . between them"));
    }

    /** Empty when the text is no possible name. */
    public static Optional<SignInName> find(String text) {
        if (text == null || text.length() > INPUT_MAX) {
            return Optional.empty();
        }
        String folded = fold(text.strip());
        int length = folded.codePointCount(0, folded.length());
        if (length < CHARACTERS_MIN || length > CHARACTERS_MAX || !hasOnlyAllowed(folded) || isDeceptive(folded)) {
            return Optional.empty();
        }
        return Optional.of(new SignInName(folded));
    }

    private static String fold(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return Normalizer.normalize(compatible.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private static boolean hasOnlyAllowed(String folded) {
        boolean afterLetter = false;
        int[] characters = folded.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            boolean letter = Character.isLetterOrDigit(characters[i]);
            boolean between = "_-.".indexOf(characters[i]) >= 0 && i > 0 && i < characters.length - 1;
            boolean mark = isMark(characters[i]) && afterLetter;
            if (!letter && !between && !mark) {
                return false;
            }
            afterLetter = letter;
        }
        return true;
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Mixed scripts and digits, invisible characters: for example a Cyrillic а in "admin". */
    private static boolean isDeceptive(String folded) {
        return new SpoofChecker.Builder()
                .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE | SpoofChecker.MIXED_NUMBERS
                        | SpoofChecker.HIDDEN_OVERLAY)
                .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
                .build().failsChecks(folded);
    }
}
