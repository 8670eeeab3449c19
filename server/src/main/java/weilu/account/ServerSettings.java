package weilu.account;

/**
 * What the admins of a server decide in the product itself.
 *
 * @param name the server's name, shown at the door
 * @param signUp who may make an account
 * @param agentBuilders who may build agents
 */
public record ServerSettings(String name, SignUpPolicy signUp, AgentBuilders agentBuilders) {
    public static final int NAME_CHARACTERS_MAX = 60;

    /** Who may make an account without the setup token. */
    public enum SignUpPolicy { OPEN, INVITATION, CLOSED }

    /** Who may build agents: every person, that is nobody's guest, or only those who run the server. */
    public enum AgentBuilders { PEOPLE, ADMINS }
}
