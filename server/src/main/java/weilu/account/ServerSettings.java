package weilu.account;

import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What the admins of a server decide in the product itself.
 *
 * @param name the server's name, shown at the door
 * @param signUp who may make an account
 */
public record ServerSettings(String name, SignUpPolicy signUp) {
    public static final int NAME_CHARACTERS_MAX = 60;

    /** Who may make an account without the setup token. */
    public enum SignUpPolicy { OPEN, INVITATION, CLOSED }

    static String requireName(String name) {
        String trimmed = name.strip();
        boolean visible = trimmed.codePoints().allMatch(character -> switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        });
        if (trimmed.isEmpty() || !visible || trimmed.codePointCount(0, trimmed.length()) > NAME_CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "name",
                    "a server's name has 1 to " + NAME_CHARACTERS_MAX + " visible characters");
        }
        return trimmed;
    }
}
