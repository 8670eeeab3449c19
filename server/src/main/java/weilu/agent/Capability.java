package weilu.agent;

import weilu.protocol.ToolCall.Effect;

/**
 * A tool an agent asks for, as people are shown it.
 *
 * @param effect what it does; null when there is no such tool here (any more)
 * @param approved whether it may use it in the room this is shown for
 */
public record Capability(String name, String description, Effect effect, boolean approved) {}
