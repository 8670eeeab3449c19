package weilu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weilu.outbound.OutboundCall;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest;
import weilu.outbound.OutboundResponse;
import weilu.outbound.Purpose;
import weilu.protocol.Json;

/** Asks a provider which models it has, where it answers that ({@code GET /models}). */
public final class OfferedModels {
    public static final int OFFERED_MAX = 500;
    private static final int BYTES_MAX = 1_000_000;

    private final OutboundHttp http;

    /**
     * What it has.
     *
     * @param problem why it did not say, or null
     */
    public record Offer(List<String> models, ModelProblem problem) {}

    public OfferedModels(OutboundHttp http) {
        this.http = http;
    }

    Offer of(Endpoint endpoint) {
        if (endpoint.isAstray()) {
            return new Offer(List.of(), new ModelProblem(
                    ModelProblem.Kind.ADDRESS_REFUSED, "its address is not on this machine or its private network now"));
        }
        String secret = endpoint.key() == null ? null : "Bearer " + endpoint.key();
        OutboundCall call = http.call(endpoint.bound(new OutboundRequest(Purpose.MODEL, endpoint.base().under("/models"),
                endpoint.localAllowed(), Map.of("Accept", "application/json"), secret, null)));
        try (call; OutboundResponse response = call.execute()) {
            byte[] body = response.firstBytes(BYTES_MAX);
            if (!response.isSuccess()) {
                return new Offer(List.of(), AnswerPiece.refusal(response.status(), body, endpoint.key()));
            }
            return new Offer(names(new String(body, StandardCharsets.UTF_8)), null);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "it cannot be reached" : e.getMessage();
            return new Offer(List.of(), new ModelProblem(ModelProblem.Kind.UNREACHABLE, why));
        }
    }

    private static List<String> names(String json) {
        List<String> names = new ArrayList<>();
        try {
            for (JsonNode model : Json.mapper().readTree(json).path("data")) {
                String name = model.path("id").asText("");
                if (!name.isBlank() && name.length() <= ProviderDraft.MODEL_CHARACTERS_MAX && names.size() < OFFERED_MAX) {
                    names.add(name);
                }
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return names.stream().sorted().toList();
    }
}
