package weilu.tool.mcp;

/**
 * What a tool said: a stranger's words, cut to a limit.
 *
 * @param failed whether the tool says that it failed
 */
public record McpResult(String text, boolean failed) {}
