package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** What a tool of the server's own does. */
interface Deed {
    /** As {@link weilu.tool.Tool#run}. */
    ToolResult run(ToolContext context, JsonNode arguments);

    /** Whether a person of the room has asked for exactly this already, so that nobody need agree to it. */
    default boolean isAskedFor(ToolContext context, JsonNode arguments) {
        return false;
    }
}
