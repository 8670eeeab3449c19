package weilu.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool as it is described to a model.
 *
 * @param name 1 to 64 of {@code a-z A-Z 0-9 _ -}
 * @param parameters a JSON Schema of the arguments
 */
public record ToolSpec(String name, String description, JsonNode parameters) {}
