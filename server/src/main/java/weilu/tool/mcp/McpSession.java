package weilu.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weilu.gateway.StopSignal;
import weilu.protocol.Json;
import weilu.tool.mcp.McpFailure.Kind;

/** A conversation with one server of tools, from the greeting on. Safe for several threads. */
public final class McpSession implements AutoCloseable {
    private static final String NEWEST = "2025-11-25";
    private static final Set<String> VERSIONS = Set.of(NEWEST, "2025-06-18", "2025-03-26", "2024-11-05");

    private final McpConnection connection;
    private final McpLimits limits;
    private final String serverName;

    private McpSession(McpConnection connection, McpLimits limits, String serverName) {
        this.connection = connection;
        this.limits = limits;
        this.serverName = serverName;
    }

    /** Greets the server; closes the connection when that fails. */
    public static McpSession open(McpConnection connection, McpLimits limits, StopSignal stop) throws McpFailure {
        try {
            ObjectNode hello = Json.mapper().createObjectNode().put("protocolVersion", NEWEST);
            hello.putObject("capabilities");
            hello.putObject("clientInfo").put("name", "weilu").put("version", "1");
            JsonNode greeting = connection.request("initialize", hello, limits.begin(), stop);
            String version = greeting.path("protocolVersion").asText();
            if (!VERSIONS.contains(version)) {
                throw new McpFailure(Kind.BROKEN, "it speaks version " + version + " of the protocol, which we do not");
            }
            connection.agreed(version);
            connection.tell("notifications/initialized", null);
            return new McpSession(connection, limits, greeting.path("serverInfo").path("name").asText(""));
        } catch (McpFailure failure) {
            connection.close();
            throw failure;
        }
    }

    /** What the server calls itself. */
    public String serverName() {
        return serverName;
    }

    public boolean isOpen() {
        return connection.isOpen();
    }

    /** The whole list, page by page. A list that breaks a limit is refused whole: half a list would be another list. */
    public List<McpTool> tools(StopSignal stop) throws McpFailure {
        List<McpTool> tools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> cursors = new HashSet<>();
        String cursor = null;
        int characters = 0;
        do {
            JsonNode params = cursor == null ? null : Json.mapper().createObjectNode().put("cursor", cursor);
            JsonNode page = connection.request("tools/list", params, limits.list(), stop);
            for (JsonNode one : page.path("tools")) {
                McpTool tool = read(one);
                characters += one.toString().length();
                if (!names.add(tool.name())) {
                    throw new McpFailure(Kind.BROKEN, "it offers two tools called " + tool.name());
                }
                tools.add(tool);
            }
            if (tools.size() > McpLimits.TOOLS_MAX || characters > McpLimits.LIST_CHARACTERS_MAX) {
                throw new McpFailure(Kind.TOO_LARGE, "its list of tools is too long");
            }
            cursor = page.path("nextCursor").isTextual() ? page.path("nextCursor").asText() : null;
            if (cursor != null && (!cursors.add(cursor) || cursors.size() >= McpLimits.PAGES_MAX)) {
                throw new McpFailure(Kind.BROKEN, "its list of tools has no end");
            }
        } while (cursor != null);
        return tools;
    }

    /** @param arguments a JSON object */
    public McpResult call(String tool, JsonNode arguments, StopSignal stop) throws McpFailure {
        ObjectNode params = Json.mapper().createObjectNode().put("name", tool);
        params.set("arguments", arguments);
        return McpContent.read(connection.request("tools/call", params, limits.call(), stop));
    }

    @Override
    public void close() {
        connection.close();
    }

    private static McpTool read(JsonNode tool) throws McpFailure {
        String name = tool.path("name").asText();
        String description = tool.path("description").asText("");
        if (name.isBlank() || name.length() > McpLimits.NAME_CHARACTERS_MAX) {
            throw new McpFailure(Kind.BROKEN, "it offers a tool without a proper name");
        }
        if (description.length() > McpLimits.DESCRIPTION_CHARACTERS_MAX
                || tool.toString().length() > McpLimits.TOOL_CHARACTERS_MAX) {
            throw new McpFailure(Kind.TOO_LARGE, "it says too much of its tool " + name);
        }
        if (!tool.path("inputSchema").isObject()) {
            throw new McpFailure(Kind.BROKEN, "its tool " + name + " does not say what it takes");
        }
        JsonNode hints = tool.path("annotations");
        String title = tool.path("title").asText(hints.path("title").asText(""));
        return new McpTool(name, title, description, tool.path("inputSchema"),
                hints.isObject() ? hints : Json.mapper().createObjectNode(), tool);
    }
}
