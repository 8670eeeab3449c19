package weilu.tool.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import weilu.id.ToolServerId;
import weilu.protocol.Json;

/**
 * A server of tools as its admins see it.
 *
 * @param hash of the list that is shown; an approval names it
 * @param problem why the list could not be read the last time: what kind, then words; or null
 */
public record ToolServerView(
        ToolServerId id, ToolServer.Kind kind, String name, String address, List<String> command, String secretHeader,
        boolean hasSecret, boolean signedIn, boolean localAllowed, boolean enabled, ToolServer.State state, String problem,
        String hash, Instant offeredAt, Instant approvedAt, List<Line> tools) {

    /** How a tool differs from what was approved. */
    public enum Change { SAME, ADDED, CHANGED, REMOVED }

    /**
     * One tool of the list.
     *
     * @param publicName what models and rooms call it
     * @param method of an HTTP operation, or null
     * @param leave as it was approved
     * @param before as it was approved, when it has changed since; null otherwise
     */
    public record Line(
            String name, String publicName, String title, String description, JsonNode schema, JsonNode hints, String method,
            Leave leave, Change change, JsonNode before) {}

    static ToolServerView of(ToolServer server) {
        List<Line> lines = new ArrayList<>();
        ToolList offered = server.offered() == null ? new ToolList(List.of()) : server.offered();
        ToolList approved = server.approved() == null ? new ToolList(List.of()) : server.approved();
        offered.tools().forEach(tool -> lines.add(line(server, tool, approved)));
        if (server.offered() != null) {
            approved.tools().stream().filter(tool -> offered.find(tool.name()).isEmpty())
                    .forEach(tool -> lines.add(line(server, tool, Change.REMOVED, null)));
        }
        return new ToolServerView(server.id(), server.kind(), server.name(), server.address(), server.command(),
                server.secretHeader(), server.hasSecret(), server.signedIn(), server.localAllowed(), server.enabled(),
                server.state(), server.problem(), server.offered() == null ? null : offered.hash(), server.offeredAt(),
                server.approvedAt(), lines);
    }

    private static Line line(ToolServer server, OfferedTool tool, ToolList approved) {
        return approved.find(tool.name()).map(before -> before.whole().equals(tool.whole())
                        ? line(server, tool, Change.SAME, null) : line(server, tool, Change.CHANGED, before.whole()))
                .orElseGet(() -> line(server, tool, Change.ADDED, null));
    }

    private static Line line(ToolServer server, OfferedTool tool, Change change, JsonNode before) {
        String method = tool.whole().path("request").path("method").asText(null);
        Map<String, Leave> leaves = server.leaves();
        JsonNode hints = Stream.of(tool.hints()).filter(JsonNode::isObject).findFirst()
                .orElseGet(() -> Json.mapper().createObjectNode());
        return new Line(tool.name(), ToolNames.of(server.name(), tool.name()), tool.title(), tool.description(), tool.schema(),
                hints, method, leaves.getOrDefault(tool.name(), Leave.NEVER), change, before);
    }
}
