package weilu.tool.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool as its server offers it: a stranger's words.
 *
 * @param whole everything that is said of it; this is what is hashed
 */
public record OfferedTool(JsonNode whole) {
    /** As its server knows it. */
    public String name() {
        return whole.path("name").asText();
    }

    public String title() {
        return whole.path("title").asText(hints().path("title").asText(""));
    }

    public String description() {
        return whole.path("description").asText("");
    }

    public JsonNode schema() {
        return whole.path("inputSchema");
    }

    /** What the server says of its harmlessness; nobody has to believe it. */
    public JsonNode hints() {
        return whole.path("annotations");
    }
}
