package weilu.account;

import java.util.Map;

/**
 * This server as anybody at the door may see it.
 *
 * @param setupNeeded whether the server has no admin yet
 */
public record ServerView(
        String name, ServerSettings.SignUpPolicy signUp, boolean setupNeeded, HostAgent hostAgent,
        boolean modelConfigured, String version, Map<String, Long> limits) {
    /** The agent that is in every new room. */
    public record HostAgent(String name) {}
}
