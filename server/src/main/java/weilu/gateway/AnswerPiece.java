package weilu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import weilu.gateway.ModelProblem.Kind;
import weilu.protocol.Json;

/**
 * One piece of an answer in the OpenAI protocol, read leniently.
 *
 * @param text new words, possibly empty
 * @param thinking what it thinks, in a field of its own, possibly empty
 * @param calls parts of tool calls
 * @param finish why it ended, or null
 * @param usage null except where the provider reports it
 * @param problem the provider reports a failure in the middle of a stream
 */
record AnswerPiece(
        String text, String thinking, List<CallPart> calls, String finish, Usage usage, ModelProblem problem) {
    private static final int DETAIL_CHARACTERS_MAX = 300;

    /**
     * A part of a call; parts of one index belong together.
     *
     * @param index null where the provider leaves it out
     * @param id empty where it is not said, or was said before
     */
    record CallPart(Integer index, String id, String tool, String arguments) {}

    boolean isEmpty() {
        return text.isEmpty() && thinking.isEmpty() && calls.isEmpty();
    }

    /** Reads an event of a stream, or a whole answer: both carry {@code choices}, one with deltas, one with messages. */
    static AnswerPiece read(String json) {
        JsonNode root;
        try {
            root = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            return failed(new ModelProblem(Kind.BROKEN_ANSWER, "what came back is not JSON"));
        }
        if (!root.path("error").isMissingNode() && !root.path("error").isNull()) {
            return failed(new ModelProblem(Kind.PROVIDER_DOWN, clean(errorText(root), null)));
        }
        JsonNode choice = root.path("choices").path(0);
        JsonNode words = choice.has("delta") ? choice.path("delta") : choice.path("message");
        String thinking = text(words, "reasoning_content");
        return new AnswerPiece(text(words, "content"), thinking.isEmpty() ? text(words, "reasoning") : thinking,
                calls(words.path("tool_calls")), textOrNull(choice.path("finish_reason")), usage(root.path("usage")), null);
    }

    /** Names the failure an HTTP status stands for, with the provider's own words as far as they are fit to show. */
    static ModelProblem refusal(int status, byte[] body, String key) {
        Kind kind = switch (status) {
            case 401, 403 -> Kind.KEY_REFUSED;
            case 402, 429 -> Kind.OVER_QUOTA;
            case 404, 405 -> Kind.MODEL_UNKNOWN;
            default -> status >= 500 ? Kind.PROVIDER_DOWN : Kind.REQUEST_REFUSED;
        };
        String said = new String(body, StandardCharsets.UTF_8);
        try {
            said = errorText(Json.mapper().readTree(said));
        } catch (JsonProcessingException e) {
            said = said.stripLeading().startsWith("<") ? "" : said;
        }
        return new ModelProblem(kind, clean("HTTP " + status + (said.isBlank() ? "" : ": " + said), key));
    }

    private static AnswerPiece failed(ModelProblem problem) {
        return new AnswerPiece("", "", List.of(), null, null, problem);
    }

    private static List<CallPart> calls(JsonNode calls) {
        List<CallPart> parts = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            JsonNode arguments = function.path("arguments");
            Integer index = call.path("index").canConvertToInt() ? call.path("index").asInt() : null;
            String written = arguments.isObject() ? arguments.toString() : arguments.asText("");
            parts.add(new CallPart(index, text(call, "id"), text(function, "name"), written));
        }
        return List.copyOf(parts);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : "";
    }

    private static String textOrNull(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static Usage usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        return new Usage(count(usage.path("prompt_tokens")), count(usage.path("completion_tokens")));
    }

    private static Integer count(JsonNode tokens) {
        return tokens.canConvertToInt() && tokens.asInt() >= 0 ? tokens.asInt() : null;
    }

    private static String errorText(JsonNode root) {
        JsonNode error = root.path("error");
        return error.isTextual() ? error.asText() : error.path("message").asText(root.path("message").asText(""));
    }

    /** One line without control characters and without the key, should the provider repeat it. */
    private static String clean(String text, String key) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        String safe = key == null || key.isEmpty() ? line : line.replace(key, "…");
        return safe.length() <= DETAIL_CHARACTERS_MAX ? safe : safe.substring(0, DETAIL_CHARACTERS_MAX) + "…";
    }
}
