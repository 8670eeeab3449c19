package weilu.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import weilu.protocol.Json;

/**
 * What the engine is asked, in the words of the chat-completions protocol. Tools are not offered to the model: its template is
 * applied by llama.cpp's C interface, which knows none.
 *
 * @param thinking null leaves it to the model
 */
record ChatRequest(
        List<Words> messages, int tokensMax, float temperature, float topP, int seed, Boolean thinking, boolean stream,
        boolean usage) {
    private static final int TOKENS_MAX = 8_192;
    private static final float USUAL_TEMPERATURE = 0.7f;
    private static final float USUAL_TOP_P = 0.95f;

    /** One message. */
    record Words(String role, String text) {}

    /** What is wrong with a request, in words for an admin. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String why) {
            super(why);
        }
    }

    static ChatRequest read(byte[] body) throws Unusable {
        JsonNode root;
        try {
            root = Json.mapper().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Unusable("the request is no JSON");
        }
        List<Words> messages = new ArrayList<>();
        for (JsonNode message : root.path("messages")) {
            messages.add(new Words(role(message.path("role").asText("")), text(message.path("content"))));
        }
        if (messages.isEmpty()) {
            throw new Unusable("messages are needed");
        }
        JsonNode most = root.has("max_tokens") ? root.path("max_tokens") : root.path("max_completion_tokens");
        JsonNode thinking = root.path("chat_template_kwargs").path("enable_thinking");
        return new ChatRequest(List.copyOf(messages), Math.clamp(most.asInt(TOKENS_MAX), 1, TOKENS_MAX),
                (float) Math.clamp(root.path("temperature").asDouble(USUAL_TEMPERATURE), 0, 2),
                (float) Math.clamp(root.path("top_p").asDouble(USUAL_TOP_P), 0.01, 1),
                root.has("seed") ? root.path("seed").asInt() : ThreadLocalRandom.current().nextInt(),
                thinking.isBoolean() ? thinking.asBoolean() : null, root.path("stream").asBoolean(),
                root.path("stream_options").path("include_usage").asBoolean());
    }

    /** Templates know three roles; the result of a tool is told as by the person. */
    private static String role(String role) {
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "system", "developer" -> "system";
            case "assistant" -> "assistant";
            default -> "user";
        };
    }

    private static String text(JsonNode content) throws Unusable {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text")) {
                throw new Unusable("this model reads no pictures");
            }
            text.append(part.path("text").asText());
        }
        return text.toString();
    }
}
