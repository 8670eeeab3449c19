package weilu.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import weilu.protocol.Json;
import weilu.tool.mcp.McpFailure.Kind;

/** JSON-RPC 2.0, as the protocol uses it: one message at a time. */
final class McpWire {
    private static final int METHOD_NOT_FOUND = -32601;

    private McpWire() {}

    static byte[] request(long id, String method, JsonNode params) {
        ObjectNode message = message(method, params);
        message.put("id", id);
        return bytes(message);
    }

    static byte[] notification(String method, JsonNode params) {
        return bytes(message(method, params));
    }

    static JsonNode cancelled(long id) {
        return Json.mapper().createObjectNode().put("requestId", id).put("reason", "no longer needed");
    }

    /** Our answer to a request of the server: there is one thing it may ask. */
    static byte[] answer(JsonNode request) {
        ObjectNode answer = Json.mapper().createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", request.path("id"));
        if (request.path("method").asText().equals("ping")) {
            answer.putObject("result");
        } else {
            answer.putObject("error").put("code", METHOD_NOT_FOUND).put("message", "this client offers no such thing");
        }
        return bytes(answer);
    }

    static JsonNode read(String text) throws McpFailure {
        try {
            JsonNode message = Json.mapper().readTree(text);
            if (message != null && message.isObject()) {
                return message;
            }
        } catch (JsonProcessingException e) {
            throw new McpFailure(Kind.BROKEN, "what came back is not JSON, or nests too deeply");
        }
        throw new McpFailure(Kind.BROKEN, "what came back is not a message of the protocol");
    }

    /** Whether this message answers the request with this id. */
    static boolean answers(JsonNode message, long id) {
        return !message.has("method") && message.path("id").isIntegralNumber() && message.path("id").asLong() == id;
    }

    /** Whether the server asks something of us. */
    static boolean isRequest(JsonNode message) {
        return message.path("method").isTextual() && message.hasNonNull("id");
    }

    static JsonNode result(JsonNode answer) throws McpFailure {
        if (answer.hasNonNull("error")) {
            throw new McpFailure(Kind.ERROR, answer.path("error").path("message").asText("an error without words"));
        }
        if (!answer.path("result").isObject()) {
            throw new McpFailure(Kind.BROKEN, "the answer has no result");
        }
        return answer.path("result");
    }

    private static ObjectNode message(String method, JsonNode params) {
        ObjectNode message = Json.mapper().createObjectNode().put("jsonrpc", "2.0").put("method", method);
        if (params != null) {
            message.set("params", params);
        }
        return message;
    }

    private static byte[] bytes(JsonNode message) {
        return Json.write(message).getBytes(StandardCharsets.UTF_8);
    }
}
