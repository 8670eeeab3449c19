package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import weilu.gateway.ToolSpec;
import weilu.protocol.ToolCall.Effect;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Reckons. */
final class Calculate implements Tool {
    private final ToolSpec spec = ToolPages.read("calculate");

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public Effect effect() {
        return Effect.PURE;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        String expression = arguments.path("expression").asText();
        try {
            return ToolResult.of(expression + " = " + Expression.evaluate(expression));
        } catch (Expression.Wrong wrong) {
            return ToolResult.failed(wrong.getMessage());
        }
    }
}
