package weilu.tool;

import weilu.message.ShowToolCall;

/** All that turns need of tools. */
public record Toolbox(Tools tools, CallTools calls, ToolGrants grants, ShowToolCall show) {}
