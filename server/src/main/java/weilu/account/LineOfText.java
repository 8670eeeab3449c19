package weilu.account;

import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Checks a short text that stands on one line: a server's name, a label, a note. */
public final class LineOfText {
    private LineOfText() {}

    /** The text without spaces around it. Refuses INVALID, naming the field. */
    public static String require(String field, String text, int charactersMin, int charactersMax) {
        String trimmed = text == null ? "" : text.strip();
        int length = trimmed.codePointCount(0, trimmed.length());
        if (length < charactersMin || length > charactersMax || !trimmed.codePoints().allMatch(LineOfText::isSeen)) {
            throw Refusal.field(ErrorCode.INVALID, field,
                    "this has " + charactersMin + " to " + charactersMax + " visible characters on one line");
        }
        return trimmed;
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
