package weilu.tool.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import weilu.outbound.OutboundFailure;
import weilu.outbound.WebAddress;

/** Finds where to sign in: from the server's refusal or its well-known places to the authorization server's metadata. */
final class FindAuthorizationServer {
    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]{1,1000})\"");
    private static final Pattern SCOPE = Pattern.compile("(?<![a-z_])scope=\"([^\"]{0,500})\"");

    private final SignInHttp http;

    /**
     * An authorization server, as far as we need it.
     *
     * @param registration or empty
     * @param scope to ask for, or empty
     */
    record Found(String issuer, String authorization, String token, String registration, String scope, boolean namesIssuer) {}

    FindAuthorizationServer(SignInHttp http) {
        this.http = http;
    }

    Found at(SignInPlace place, String challenge) throws SignInFailure {
        JsonNode resource = resource(place, challenge);
        String issuer = resource.path("authorization_servers").path(0).asText("");
        if (issuer.isEmpty()) {
            throw new SignInFailure("it does not say where to sign in");
        }
        JsonNode server = metadata(place, issuer);
        boolean provesKeys = StreamSupport.stream(server.path("code_challenge_methods_supported").spliterator(), false)
                .anyMatch(one -> one.asText().equals("S256"));
        if (!provesKeys) {
            throw new SignInFailure("its authorization server does not say that it knows PKCE with S256");
        }
        return new Found(issuer, SignInHttp.checked(place, server.path("authorization_endpoint").asText()).uri().toString(),
                SignInHttp.checked(place, server.path("token_endpoint").asText()).uri().toString(),
                server.path("registration_endpoint").asText(""), scope(challenge, resource),
                server.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private JsonNode resource(SignInPlace place, String challenge) throws SignInFailure {
        Matcher named = METADATA.matcher(challenge);
        List<String> places = new ArrayList<>();
        if (named.find()) {
            places.add(named.group(1));
        } else {
            String origin = origin(place.server());
            String path = place.server().uri().getRawPath();
            if (path != null && path.length() > 1) {
                places.add(origin + "/.well-known/oauth-protected-resource" + path);
            }
            places.add(origin + "/.well-known/oauth-protected-resource");
        }
        for (String address : places) {
            Optional<JsonNode> found = http.find(place, address);
            if (found.isPresent()) {
                requireAbout(place, found.get().path("resource").asText());
                return found.get();
            }
        }
        throw new SignInFailure("it does not say where to sign in");
    }

    /** It speaks for this server: the same origin, and this path or one above it. */
    private static void requireAbout(SignInPlace place, String resource) throws SignInFailure {
        try {
            WebAddress said = WebAddress.parse(resource);
            String above = said.uri().getRawPath().replaceAll("/+$", "");
            String path = place.server().uri().getRawPath();
            if (said.origin().equals(place.server().origin()) && (path.equals(above) || path.startsWith(above + "/"))) {
                return;
            }
        } catch (OutboundFailure e) {
            throw new SignInFailure("what it says about signing in is not about an address");
        }
        throw new SignInFailure("what it says about signing in is about another server");
    }

    private JsonNode metadata(SignInPlace place, String issuer) throws SignInFailure {
        WebAddress address = SignInHttp.checked(place, issuer);
        String origin = origin(address);
        String path = address.uri().getRawPath().replaceAll("/+$", "");
        List<String> places = new ArrayList<>(List.of(
                origin + "/.well-known/oauth-authorization-server" + path, origin + "/.well-known/openid-configuration" + path));
        if (!path.isEmpty()) {
            places.add(origin + path + "/.well-known/openid-configuration");
        }
        for (String one : places) {
            Optional<JsonNode> found = http.find(place, one);
            if (found.isPresent()) {
                String named = found.get().path("issuer").asText();
                if (!named.replaceAll("/+$", "").equals(issuer.replaceAll("/+$", ""))) {
                    throw new SignInFailure("the authorization server calls itself by another name");
                }
                return found.get();
            }
        }
        throw new SignInFailure("the authorization server does not say how to sign in");
    }

    private static String scope(String challenge, JsonNode resource) {
        Matcher wanted = SCOPE.matcher(challenge);
        if (wanted.find()) {
            return wanted.group(1);
        }
        return StreamSupport.stream(resource.path("scopes_supported").spliterator(), false).map(JsonNode::asText)
                .collect(Collectors.joining(" "));
    }

    private static String origin(WebAddress address) {
        return address.uri().getScheme() + "://" + address.uri().getRawAuthority();
    }
}
