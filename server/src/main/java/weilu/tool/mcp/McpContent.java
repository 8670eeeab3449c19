package weilu.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/** A result as text: words as they are, everything else named and left where it is. */
final class McpContent {
    private McpContent() {}

    static McpResult read(JsonNode result) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : result.path("content")) {
            append(text, inWords(part));
        }
        if (text.isEmpty() && result.hasNonNull("structuredContent")) {
            append(text, result.path("structuredContent").toString());
        }
        boolean cut = text.length() > McpLimits.RESULT_CHARACTERS_MAX;
        if (cut) {
            text.setLength(McpLimits.RESULT_CHARACTERS_MAX);
            text.append("\n[the rest was cut off]");
        }
        return new McpResult(text.toString(), result.path("isError").asBoolean(false));
    }

    private static void append(StringBuilder text, String more) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        int room = McpLimits.RESULT_CHARACTERS_MAX + 1 - text.length();
        text.append(more, 0, Math.min(more.length(), Math.max(0, room)));
    }

    private static String inWords(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "text" -> part.path("text").asText();
            case "image" -> "[a picture, " + part.path("mimeType").asText("of no known type") + ", not looked at]";
            case "audio" -> "[a sound, " + part.path("mimeType").asText("of no known type") + ", not listened to]";
            case "resource_link" ->
                "[a link, not followed: " + part.path("name").asText() + " " + part.path("uri").asText() + "]";
            case "resource" -> resource(part.path("resource"));
            default -> "[something of an unknown kind]";
        };
    }

    private static String resource(JsonNode resource) {
        String name = "[" + resource.path("uri").asText() + "]";
        return resource.path("text").isTextual() ? name + "\n" + resource.path("text").asText() : name + " [bytes, not read]";
    }
}
