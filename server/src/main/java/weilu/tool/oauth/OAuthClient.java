package weilu.tool.oauth;

/**
 * Who we are at an authorization server.
 *
 * @param secret or null
 */
public record OAuthClient(String id, String secret) {
    @Override
    public String toString() {
        return id;
    }
}
