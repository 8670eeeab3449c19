package weilu.tool.oauth;

import java.time.Instant;
import weilu.id.AccountId;

/** A sign-in that is under way. */
public record SignInBegun(
        String state, String verifier, String issuer, boolean issuerExpected, String tokenEndpoint, OAuthClient client,
        String redirect, String resource, AccountId by, Instant at) {
    @Override
    public String toString() {
        return "sign-in for " + resource;
    }
}
