package weilu.protocol;

import java.time.Instant;

/**
 * What was said in another room, and by whom: its author here only brought it. An agent's words stay marked as an agent's.
 *
 * @param agent the agent's name, then; null when a person said it
 * @param engine what the agent's words were made by, or null
 * @param model the model that spoke, as "provider · model", or null
 * @param from who said it, by the name then; null in older events, where it was the agent
 * @param at when it was said; null in older events
 */
public record Brought(String agent, Answer.Engine engine, String model, String from, Instant at) {}
