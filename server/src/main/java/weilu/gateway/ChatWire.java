package weilu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import weilu.gateway.ModelProblem.Kind;
import weilu.protocol.Json;

/** The words of the OpenAI chat-completions protocol, written and read leniently: providers differ in small ways. */
final class ChatWire {
    private static final int DETAIL_CHARACTERS_MAX = 300;

    /**
     * One piece of an answer.
     *
     * @param text new words, possibly empty
     * @param thinking the model is at work without having words yet
     * @param finish why it ended, or null
     * @param usage null except where the provider reports it
     * @param problem the provider reports a failure in the middle of a stream
     */
    record Piece(String text, boolean thinking, String finish, Usage usage, ModelProblem problem) {}

    private ChatWire() {}

    static byte[] request(String model, Prompt prompt, boolean withUsage) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("model", model);
        ArrayNode messages = root.putArray("messages");
        for (Prompt.Part part : prompt.parts()) {
            ObjectNode message = messages.addObject();
            message.put("role", part.role().name().toLowerCase(Locale.ROOT));
            message.put("content", part.text());
        }
        root.put("stream", true);
        if (withUsage) {
            root.putObject("stream_options").put("include_usage", true);
        }
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads an event of a stream, or a whole answer: both carry {@code choices}, one with deltas, one with messages. */
    static Piece piece(String json) {
        JsonNode root;
        try {
            root = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            return broken("what came back is not JSON");
        }
        if (!root.path("error").isMissingNode() && !root.path("error").isNull()) {
            return new Piece("", false, null, null, new ModelProblem(Kind.PROVIDER_DOWN, clean(errorText(root), null)));
        }
        JsonNode choice = root.path("choices").path(0);
        JsonNode words = choice.has("delta") ? choice.path("delta") : choice.path("message");
        boolean thinking = hasText(words, "reasoning_content") || hasText(words, "reasoning");
        String finish = choice.path("finish_reason").isTextual() ? choice.path("finish_reason").asText() : null;
        return new Piece(words.path("content").asText(""), thinking, finish, usage(root.path("usage")), null);
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

    /** Some providers refuse the field that asks for usage; they are asked again without it. */
    static boolean dislikesUsage(ModelOutcome outcome) {
        return outcome instanceof ModelOutcome.Failed failed && failed.problem().kind() == Kind.REQUEST_REFUSED
                && failed.problem().detail().contains("stream_options");
    }

    static Piece broken(String detail) {
        return new Piece("", false, null, null, new ModelProblem(Kind.BROKEN_ANSWER, detail));
    }

    private static boolean hasText(JsonNode words, String field) {
        return !words.path(field).asText("").isEmpty();
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
