package weilu.tool.openapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import weilu.gateway.StopSignal;
import weilu.outbound.OutboundCall;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest;
import weilu.outbound.OutboundRequest.Content;
import weilu.outbound.OutboundRequest.Secret;
import weilu.outbound.OutboundResponse;
import weilu.outbound.Purpose;
import weilu.outbound.WebAddress;

/** Asks a declared server for one operation. */
public final class CallOperation {
    public static final int RESULT_CHARACTERS_MAX = 12_000;
    private static final int RESULT_BYTES_MAX = 4 * RESULT_CHARACTERS_MAX;

    private final OutboundHttp http;

    /** @param failed whether the server says that it did not work */
    public record Answer(String text, boolean failed) {}

    public CallOperation(OutboundHttp http) {
        this.http = http;
    }

    /**
     * Blocks until the answer is there.
     *
     * @param secret the header that lets us in, or null
     */
    public Answer call(WebAddress server, boolean localAllowed, Secret secret, OpenApiRequest request, StopSignal stop) {
        Content content = request.body() == null ? null : new Content("application/json", request.body());
        try {
            WebAddress address = WebAddress.parse(withoutSlash(server) + request.pathAndQuery());
            OutboundRequest out = new OutboundRequest(Purpose.HTTP_TOOL, request.method(), address, localAllowed,
                    Map.of("Accept", "application/json, text/plain"), secret, content);
            OutboundCall call = http.call(out);
            stop.whenStopped(call::cancel);
            try (call; OutboundResponse response = call.execute()) {
                return answer(response);
            } finally {
                stop.whenStopped(() -> { });
            }
        } catch (OutboundFailure failure) {
            return new Answer("The server could not be asked: " + failure.getMessage(), true);
        } catch (IOException e) {
            return new Answer("The connection broke off.", true);
        }
    }

    private static Answer answer(OutboundResponse response) throws IOException {
        String text = new String(response.firstBytes(RESULT_BYTES_MAX), StandardCharsets.UTF_8);
        String cut = text.length() <= RESULT_CHARACTERS_MAX ? text
                : text.substring(0, RESULT_CHARACTERS_MAX) + "\n[the rest was cut off]";
        if (response.isSuccess()) {
            return new Answer(cut.isEmpty() ? "Done; the server said nothing." : cut, false);
        }
        return new Answer("The server refused with status " + response.status() + ". " + cut, true);
    }

    private static String withoutSlash(WebAddress server) {
        String address = server.uri().toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
