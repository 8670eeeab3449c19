package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import weilu.gateway.ToolSpec;
import weilu.protocol.ToolCall.Effect;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** A tool of the server's own: its page in {@code resources/tools}, its effect, and what it does. */
record BuiltInTool(ToolSpec spec, Effect effect, Deed deed) implements Tool {
    static BuiltInTool of(String name, Effect effect, Deed deed) {
        return new BuiltInTool(ToolPages.read(name), effect, deed);
    }

    @Override
    public boolean needsApproval(ToolContext context, JsonNode arguments) {
        return Tool.super.needsApproval(context, arguments) && !deed.isAskedFor(context, arguments);
    }

    @Override
    public Optional<String> check(ToolContext context, JsonNode arguments) {
        return deed.check(context, arguments);
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        return deed.run(context, arguments);
    }
}
