package weilu.tool.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import weilu.gateway.ToolSpec;
import weilu.protocol.ToolCall.Effect;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** A tool of another server, in the words an admin approved. */
final class ServedTool implements Tool {
    private final ToolServer server;
    private final OfferedTool approved;
    private final Leave leave;
    private final CallServedTool call;

    ServedTool(ToolServer server, OfferedTool approved, Leave leave, CallServedTool call) {
        this.server = server;
        this.approved = approved;
        this.leave = leave;
        this.call = call;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(ToolNames.of(server.name(), approved.name()), approved.description(), schema(approved));
    }

    /** Without what a schema says of itself: it may name another dialect, or an address to look things up at. */
    private static JsonNode schema(OfferedTool tool) {
        ObjectNode schema = tool.schema().deepCopy();
        schema.remove(List.of("$schema", "$id"));
        return schema;
    }

    /** Of a tool that nobody vouched for, the worst is assumed. */
    @Override
    public Effect effect() {
        boolean reads = leave == Leave.FREE || approved.whole().path("request").path("method").asText().equals("GET");
        return reads ? Effect.REACHES_OUT : Effect.ACTS;
    }

    @Override
    public boolean needsApproval(ToolContext context, JsonNode arguments) {
        return leave != Leave.FREE;
    }

    @Override
    public Optional<String> check(ToolContext context, JsonNode arguments) {
        return call.check(server, approved, arguments);
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        return call.run(server, approved, arguments, context.stop());
    }
}
