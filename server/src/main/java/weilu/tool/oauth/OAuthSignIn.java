package weilu.tool.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import weilu.id.AccountId;
import weilu.outbound.OutboundHttp;
import weilu.protocol.Json;
import weilu.tool.oauth.FindAuthorizationServer.Found;

/** Begins, finishes and renews sign-ins. Keeps nothing itself. */
public final class OAuthSignIn {
    public static final Duration TIME_MAX = Duration.ofMinutes(10);
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(1);
    private static final int SECRET_BYTES = 32;
    private static final int TOKEN_CHARACTERS_MAX = 8_000;

    private final SignInHttp http;
    private final FindAuthorizationServer finding;
    private final SecureRandom random;
    private final Clock clock;

    /** @param address where the admin's browser goes */
    public record Beginning(SignInBegun begun, String address) {}

    public OAuthSignIn(OutboundHttp http, SecureRandom random, Clock clock) {
        this.http = new SignInHttp(http);
        finding = new FindAuthorizationServer(this.http);
        this.random = random;
        this.clock = clock;
    }

    /**
     * Finds where to sign in, and who we are there.
     *
     * @param challenge what the server said when it refused us
     * @param client registered there by hand, or null: then we register ourselves
     * @param name carried through as the first part of the state
     */
    public Beginning begin(
            SignInPlace place, String challenge, OAuthClient client, String redirect, String name, AccountId by)
            throws SignInFailure {
        Found found = finding.at(place, challenge);
        OAuthClient who = client == null ? register(place, found, redirect) : client;
        SignInBegun begun = new SignInBegun(name + "." + secret(), secret(), found.issuer(), found.namesIssuer(), found.token(),
                who, redirect, place.resource(), by, clock.instant());
        Map<String, String> query = new HashMap<>(Map.of("response_type", "code", "client_id", who.id(),
                "redirect_uri", redirect, "state", begun.state(), "code_challenge", challengeOf(begun.verifier()),
                "code_challenge_method", "S256", "resource", begun.resource()));
        if (!found.scope().isBlank()) {
            query.put("scope", found.scope());
        }
        StringBuilder address = new StringBuilder(found.authorization());
        char mark = found.authorization().contains("?") ? '&' : '?';
        for (Map.Entry<String, String> one : query.entrySet()) {
            address.append(mark).append(one.getKey()).append('=').append(SignInHttp.encoded(one.getValue()));
            mark = '&';
        }
        return new Beginning(begun, address.toString());
    }

    /** @param issuer what the browser came back with, or null */
    public OAuthTokens finish(SignInPlace place, SignInBegun begun, String state, String code, String issuer, AccountId by)
            throws SignInFailure {
        boolean same = MessageDigest.isEqual(
                begun.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
        if (!same || !begun.by().equals(by) || begun.at().plus(TIME_MAX).isBefore(clock.instant())
                || !begun.resource().equals(place.resource())) {
            throw new SignInFailure("this is not the sign-in that was begun");
        }
        if (issuer == null ? begun.issuerExpected() : !issuer.equals(begun.issuer())) {
            throw new SignInFailure("the answer is from another authorization server");
        }
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "authorization_code", "code", code,
                "redirect_uri", begun.redirect(), "code_verifier", begun.verifier()));
        return tokens(place, form, begun.tokenEndpoint(), begun.client(), null);
    }

    public boolean needsRenewal(OAuthTokens tokens) {
        return tokens.refresh() != null && tokens.expiresAt() != null
                && tokens.expiresAt().minus(RENEW_BEFORE).isBefore(clock.instant());
    }

    public OAuthTokens renew(SignInPlace place, OAuthTokens old) throws SignInFailure {
        if (!old.resource().equals(place.resource())) {
            throw new SignInFailure("these tokens are for another server");
        }
        Map<String, String> form =
                new HashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", old.refresh()));
        return tokens(place, form, old.tokenEndpoint(), old.client(), old.refresh());
    }

    private OAuthTokens tokens(
            SignInPlace place, Map<String, String> form, String endpoint, OAuthClient client, String oldRefresh)
            throws SignInFailure {
        form.put("client_id", client.id());
        form.put("resource", place.resource());
        if (client.secret() != null) {
            form.put("client_secret", client.secret());
        }
        SignInHttp.Answer answer = http.postForm(place, endpoint, form);
        JsonNode body = answer.body();
        String access = body.path("access_token").asText("");
        if (!answer.isSuccess() || access.isEmpty() || access.length() > TOKEN_CHARACTERS_MAX
                || !access.chars().allMatch(unit -> unit > ' ' && unit < 0x7f)
                || !body.path("token_type").asText("Bearer").equalsIgnoreCase("bearer")) {
            String why = body.path("error").asText("status " + answer.status());
            throw new SignInFailure("the authorization server gave no token: " + why.substring(0, Math.min(why.length(), 100)));
        }
        Instant expires = body.path("expires_in").canConvertToInt()
                ? clock.instant().plusSeconds(body.path("expires_in").asInt()) : null;
        return new OAuthTokens(access, body.path("refresh_token").asText(oldRefresh), expires, endpoint, client,
                place.resource());
    }

    private OAuthClient register(SignInPlace place, Found found, String redirect) throws SignInFailure {
        if (found.registration().isEmpty()) {
            throw new SignInFailure("nobody can register there by themselves; a client id is needed", true);
        }
        ObjectNode wish = Json.mapper().createObjectNode().put("client_name", "Weilu").put("application_type", "web")
                .put("token_endpoint_auth_method", "none");
        wish.putArray("redirect_uris").add(redirect);
        wish.putArray("grant_types").add("authorization_code").add("refresh_token");
        wish.putArray("response_types").add("code");
        SignInHttp.Answer answer = http.postJson(place, found.registration(), wish);
        String id = answer.body().path("client_id").asText("");
        if (!answer.isSuccess() || id.isEmpty()) {
            throw new SignInFailure("it does not register us; a client id is needed", true);
        }
        return new OAuthClient(id, answer.body().path("client_secret").asText(null));
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
