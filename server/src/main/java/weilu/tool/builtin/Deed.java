package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** What a tool of the server's own does. */
interface Deed {
    /** As {@link weilu.tool.Tool#check}. */
    default Optional<String> check(ToolContext context, JsonNode arguments) {
        return Optional.empty();
    }

    /** As {@link weilu.tool.Tool#run}. */
    ToolResult run(ToolContext context, JsonNode arguments);

    /** Whether a person of the room has asked for exactly this already, so that nobody need agree to it. */
    default boolean isAskedFor(ToolContext context, JsonNode arguments) {
        return false;
    }
}
