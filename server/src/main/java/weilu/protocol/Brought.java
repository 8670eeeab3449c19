package weilu.protocol;

/**
 * An agent's answer that a person brought from a conversation of their own: it stays marked as an agent's.
 *
 * @param agent the agent's name, then
 * @param model the model that spoke, as "provider · model", or null
 */
public record Brought(String agent, Answer.Engine engine, String model) {}
