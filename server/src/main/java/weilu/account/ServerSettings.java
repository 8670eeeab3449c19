package weilu.account;

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
}
