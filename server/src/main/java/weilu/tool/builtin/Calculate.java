package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Reckons. */
final class Calculate implements Deed {
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
