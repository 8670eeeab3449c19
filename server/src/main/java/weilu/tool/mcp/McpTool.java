package weilu.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool as its server offers it: a stranger's words.
 *
 * @param whole everything the server says of it
 */
public record McpTool(String name, String title, String description, JsonNode schema, JsonNode hints, JsonNode whole) {}
