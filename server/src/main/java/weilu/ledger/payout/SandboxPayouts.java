package weilu.ledger.payout;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import weilu.id.AccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;
import weilu.outbound.OutboundCall;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest;
import weilu.outbound.OutboundResponse;
import weilu.outbound.Purpose;
import weilu.outbound.WebAddress;
import weilu.protocol.Json;

/**
 * A provider to try with, in the form that transfers to balances usually have: {@code PUT base/payouts/ID} with who and how many
 * pays once for an id, {@code GET base/payouts/ID} tells its state: {@code paid}, {@code refused} or {@code pending}.
 */
public final class SandboxPayouts implements PayoutProvider {
    private static final int ANSWER_BYTES_MAX = 16_000;
    private static final int NOT_FOUND = 404;
    private static final String JSON = "application/json";

    private final OutboundHttp http;
    private final String base;
    private final String key;
    private final boolean localAllowed;

    /** @param localAllowed the address may be on this machine, for trying */
    public SandboxPayouts(OutboundHttp http, String base, String key, boolean localAllowed) {
        this.http = http;
        this.base = base;
        this.key = key;
        this.localAllowed = localAllowed;
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Answer pay(TransferId id, AccountId person, Coins coins) {
        byte[] body = Json.write(Map.of("person", person.value(), "coins", coins.value())).getBytes(StandardCharsets.UTF_8);
        Answer answer = send("PUT", id, new OutboundRequest.Content(JSON, body));
        return answer instanceof Answer.NeverAsked ? new Answer.Unknown() : answer;
    }

    @Override
    public Answer ask(TransferId id) {
        return send("GET", id, null);
    }

    private Answer send(String method, TransferId id, OutboundRequest.Content content) {
        try {
            OutboundRequest request = new OutboundRequest(Purpose.PAYOUT, method, WebAddress.parse(base + "/payouts/" + id),
                    localAllowed, Map.of("Accept", JSON), new OutboundRequest.Secret("Authorization", "Bearer " + key),
                    content);
            OutboundCall call = http.call(request);
            try (call; OutboundResponse response = call.execute()) {
                if (response.status() == NOT_FOUND) {
                    return new Answer.NeverAsked();
                }
                return response.isSuccess() ? read(response.firstBytes(ANSWER_BYTES_MAX)) : new Answer.Unknown();
            }
        } catch (IOException lost) {
            return new Answer.Unknown();
        }
    }

    /** What is not understood is not known: neither paid nor refused. */
    private static Answer read(byte[] body) throws IOException {
        JsonNode answer = Json.mapper().readTree(body);
        return switch (answer.path("state").asText("")) {
            case "paid" -> new Answer.Paid(answer.path("receipt").asText(""));
            case "refused" -> new Answer.Refused(answer.path("reason").asText(""));
            default -> new Answer.Unknown();
        };
    }
}
