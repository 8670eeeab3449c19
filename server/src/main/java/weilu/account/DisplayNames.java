package weilu.account;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.regex.Pattern;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Says what a person may call themselves: a name everybody can see, read and tell from the system's own. */
public final class DisplayNames {
    /** Counted as people see them: 👩‍👩‍👧 is one. */
    public static final int CHARACTERS_MAX = 40;
    /** Code points; bounds what a few visible characters can hide. */
    private static final int CODE_POINTS_MAX = 160;
    private static final int MARKS_IN_A_ROW_MAX = 3;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int BRAILLE_BLANK = 0x2800;
    private static final Pattern SPACES = Pattern.compile("[\\p{IsWhite_Space}]+");
    private static final Pattern VISIBLE_CHARACTER = Pattern.compile("\\X");

    private final LookAlikes lookAlikes;

    public DisplayNames(LookAlikes lookAlikes) {
        this.lookAlikes = lookAlikes;
    }

    /** The name, cleaned: composed, runs of spaces as one. Refuses INVALID, naming the field. */
    public String require(String field, String given) {
        if (given == null) {
            throw refused(field, "a name is needed");
        }
        if (given.length() > 2 * CODE_POINTS_MAX) {
            throw refused(field, "a name has at most " + CHARACTERS_MAX + " characters");
        }
        if (given.codePoints().anyMatch(Character::isISOControl)) {
            throw refused(field, "a name has no control characters");
        }
        String composed = Normalizer.normalize(given, Normalizer.Form.NFC);
        String name = SPACES.matcher(composed).replaceAll(" ").strip();
        requireLength(field, name);
        requireVisible(field, name);
        if (lookAlikes.isTaken(name)) {
            throw refused(field, "this name looks like one of the system's own");
        }
        return name;
    }

    private static void requireLength(String field, String name) {
        if (name.isEmpty()) {
            throw refused(field, "a name has at least one visible character");
        }
        boolean tooLong = name.codePointCount(0, name.length()) > CODE_POINTS_MAX
                || VISIBLE_CHARACTER.matcher(name).results().limit(CHARACTERS_MAX + 1).count() > CHARACTERS_MAX;
        if (tooLong) {
            throw refused(field, "a name has at most " + CHARACTERS_MAX + " characters");
        }
    }

    private static void requireVisible(String field, String name) {
        int[] characters = name.codePoints().toArray();
        int marks = 0;
        boolean seen = false;
        for (int i = 0; i < characters.length; i++) {
            if (!isAllowed(characters, i)) {
                throw refused(field, "a name has no invisible or direction-changing characters");
            }
            boolean mark = isMark(characters[i]);
            marks = mark ? marks + 1 : 0;
            if (marks > MARKS_IN_A_ROW_MAX) {
                throw refused(field, "a name has at most " + MARKS_IN_A_ROW_MAX + " marks on one letter");
            }
            seen |= !mark && characters[i] != ' ' && !UCharacter.hasBinaryProperty(
                    characters[i], UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        }
        if (!seen) {
            throw refused(field, "a name has at least one visible character");
        }
    }

    private static boolean isAllowed(int[] characters, int at) {
        int character = characters[at];
        boolean insideEmoji = at > 0 && isEmojiPart(characters[at - 1]);
        if (character == ZERO_WIDTH_JOINER) {
            return insideEmoji && at + 1 < characters.length && isPictograph(characters[at + 1]);
        }
        if (UCharacter.hasBinaryProperty(character, UProperty.VARIATION_SELECTOR)) {
            return at > 0 && (insideEmoji || UCharacter.hasBinaryProperty(characters[at - 1], UProperty.EMOJI));
        }
        if (character == BRAILLE_BLANK
                || UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isEmojiPart(int character) {
        return isPictograph(character)
                || UCharacter.hasBinaryProperty(character, UProperty.EMOJI_MODIFIER)
                || UCharacter.hasBinaryProperty(character, UProperty.VARIATION_SELECTOR);
    }

    private static boolean isPictograph(int character) {
        return UCharacter.hasBinaryProperty(character, UProperty.EXTENDED_PICTOGRAPHIC);
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static Refusal refused(String field, String detail) {
        return Refusal.field(ErrorCode.INVALID, field, detail);
    }
}
