package weilu.tool.oauth;

import java.time.Instant;

/**
 * What lets us in at one server, and what gets us the next.
 *
 * @param refresh or null
 * @param expiresAt or null when nobody said
 */
public record OAuthTokens(String access, String refresh, Instant expiresAt, String tokenEndpoint, OAuthClient client,
        String resource) {
    @Override
    public String toString() {
        return "tokens for " + resource;
    }
}
