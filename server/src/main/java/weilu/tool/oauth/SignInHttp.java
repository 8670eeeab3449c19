package weilu.tool.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weilu.outbound.OutboundCall;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest;
import weilu.outbound.OutboundRequest.Content;
import weilu.outbound.OutboundResponse;
import weilu.outbound.Purpose;
import weilu.outbound.WebAddress;
import weilu.protocol.Json;

/** Asks metadata and authorization servers, who are strangers named by a stranger (OS2). */
final class SignInHttp {
    private static final int BYTES_MAX = 250_000;
    private static final String JSON = "application/json";

    private final OutboundHttp http;

    /** @param status of the answer, whose body is a JSON object */
    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    SignInHttp(OutboundHttp http) {
        this.http = http;
    }

    /** Empty when there is no such document. */
    Optional<JsonNode> find(SignInPlace place, String address) throws SignInFailure {
        Answer answer = ask(place, "GET", address, null);
        return answer.isSuccess() ? Optional.of(answer.body()) : Optional.empty();
    }

    Answer postJson(SignInPlace place, String address, JsonNode body) throws SignInFailure {
        return ask(place, "POST", address, new Content(JSON, Json.write(body).getBytes(StandardCharsets.UTF_8)));
    }

    Answer postForm(SignInPlace place, String address, Map<String, String> fields) throws SignInFailure {
        String form = fields.entrySet().stream().map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return ask(place, "POST", address,
                new Content("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8)));
    }

    /** The address, when it may be gone to for this sign-in. */
    static WebAddress checked(SignInPlace place, String address) throws SignInFailure {
        try {
            WebAddress parsed = WebAddress.parse(address);
            if (parsed.origin().scheme().equals("https") || isOwn(place, parsed)) {
                return parsed;
            }
            throw new SignInFailure(parsed.origin() + " is not reached over HTTPS");
        } catch (OutboundFailure e) {
            throw new SignInFailure("an address of the sign-in is in no order: " + e.getMessage());
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean isOwn(SignInPlace place, WebAddress address) {
        return place.localAllowed() && address.origin().equals(place.server().origin());
    }

    private Answer ask(SignInPlace place, String method, String address, Content content) throws SignInFailure {
        WebAddress to = checked(place, address);
        OutboundRequest request = new OutboundRequest(
                Purpose.SIGN_IN, method, to, isOwn(place, to), Map.of("Accept", JSON), null, content);
        try (OutboundCall call = http.call(request); OutboundResponse response = call.execute()) {
            byte[] bytes = response.firstBytes(BYTES_MAX);
            JsonNode body = response.mediaType().equals(JSON) && bytes.length > 0 ? Json.mapper().readTree(bytes) : null;
            return new Answer(response.status(), body == null ? Json.mapper().createObjectNode() : body);
        } catch (IOException e) {
            String why = e instanceof OutboundFailure ? e.getMessage() : "what it says is not JSON";
            throw new SignInFailure(to.origin() + ": " + why);
        }
    }
}
