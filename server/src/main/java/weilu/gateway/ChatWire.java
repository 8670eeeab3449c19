package weilu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import weilu.gateway.ModelProblem.Kind;
import weilu.protocol.Json;

/** Writes the words of the OpenAI chat-completions protocol. Providers differ in small ways: see {@link Dialect}. */
final class ChatWire {
    /** Fields that some providers refuse and an answer can do without. */
    private static final List<String> OPTIONAL = Stream.concat(
            Stream.of("max_tokens", "stream_options", "temperature", "response_format"),
            Dialect.FIELDS.stream().sorted()).toList();

    private ChatWire() {}

    /**
     * The body of a request; the fields in {@code without} are left out.
     *
     * @param prompt what {@code ask} has for a model that is so far away
     */
    static byte[] request(Endpoint endpoint, ModelAsk ask, Prompt prompt, Set<String> without) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("model", endpoint.model());
        ArrayNode messages = root.putArray("messages");
        prompt.parts().forEach(part -> message(messages.addObject(), part, endpoint.dialect()));
        root.put(without.contains("max_tokens") ? "max_completion_tokens" : "max_tokens", ask.tokensMax());
        root.put("stream", true);
        root.putObject("stream_options").put("include_usage", true);
        if (ask.temperature() != null) {
            root.put("temperature", ask.temperature());
        }
        if (ask.json()) {
            root.putObject("response_format").put("type", "json_object");
        }
        endpoint.dialect().write(root, ask.thinking());
        if (!ask.tools().isEmpty()) {
            ArrayNode tools = root.putArray("tools");
            ask.tools().forEach(tool -> tool(tools.addObject(), tool));
        }
        root.remove(without);
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    /** When a provider refused a field it can do without: what to leave out now, more than was left out before. */
    static Optional<Set<String>> refused(ModelOutcome outcome, Set<String> without) {
        if (!isRefused(outcome)) {
            return Optional.empty();
        }
        ModelOutcome.Failed failed = (ModelOutcome.Failed) outcome;
        String detail = failed.problem().detail();
        Set<String> more = new HashSet<>(without);
        OPTIONAL.stream().filter(detail::contains).forEach(more::add);
        if (detail.contains("thinking") || detail.contains("reasoning")) {
            more.addAll(Dialect.FIELDS);
        }
        return more.size() == without.size() ? Optional.empty() : Optional.of(Set.copyOf(more));
    }

    /** Whether the provider would not take the request as it was. */
    static boolean isRefused(ModelOutcome outcome) {
        return outcome instanceof ModelOutcome.Failed failed && failed.problem().kind() == Kind.REQUEST_REFUSED;
    }

    private static void message(ObjectNode message, Prompt.Part part, Dialect dialect) {
        message.put("role", part.role().name().toLowerCase(Locale.ROOT));
        if (part.call() != null) {
            message.put("tool_call_id", part.call());
        }
        if (part.pictures().isEmpty()) {
            message.put("content", part.text());
        } else {
            ArrayNode content = message.putArray("content");
            content.addObject().put("type", "text").put("text", part.text());
            part.pictures().forEach(picture -> content.addObject().put("type", "image_url")
                    .putObject("image_url").put("url", dataUrl(picture)));
        }
        if (!part.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            part.calls().forEach(call -> calls.addObject().put("id", call.id()).put("type", "function")
                    .putObject("function").put("name", call.tool()).put("arguments", readable(call.arguments())));
            if (dialect.repeatsThinking() && !part.thinking().isEmpty()) {
                message.put("reasoning_content", part.thinking());
            }
        }
    }

    private static void tool(ObjectNode tool, ToolSpec spec) {
        ObjectNode function = tool.put("type", "function").putObject("function");
        function.put("name", spec.name()).put("description", spec.description());
        function.set("parameters", spec.parameters());
    }

    private static String dataUrl(Prompt.Picture picture) {
        return "data:" + picture.mediaType() + ";base64," + Base64.getEncoder().encodeToString(picture.bytes());
    }

    /** Providers fail on a model's own broken JSON when it is sent back to them. */
    private static String readable(String arguments) {
        try {
            return Json.mapper().readTree(arguments).isObject() ? arguments : "{}";
        } catch (JsonProcessingException e) {
            return "{}";
        }
    }
}
