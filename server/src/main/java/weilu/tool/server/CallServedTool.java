package weilu.tool.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import weilu.gateway.StopSignal;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.WebAddress;
import weilu.tool.ToolResult;
import weilu.tool.mcp.McpFailure;
import weilu.tool.mcp.McpFailure.Kind;
import weilu.tool.mcp.McpResult;
import weilu.tool.mcp.McpSession;
import weilu.tool.openapi.CallOperation;
import weilu.tool.openapi.OpenApiRequest;

/** Calls a tool of another server, if that server still is what an admin approved. */
final class CallServedTool {
    private static final String NOT_NOW =
            "This tool is switched off: what its server offers has changed, and an admin of this server has to approve it again.";

    private final ToolServers servers;
    private final OpenSessions sessions;
    private final CallOperation operations;

    CallServedTool(ToolServers servers, OpenSessions sessions, OutboundHttp http) {
        this.servers = servers;
        this.sessions = sessions;
        operations = new CallOperation(http);
    }

    /** Before anybody is asked: a server that is off, and what no request can be made of. */
    Optional<String> check(ToolServer as, OfferedTool tool, JsonNode arguments) {
        if (servers.usable(as.id(), as.approvedHash()).isEmpty()) {
            return Optional.of(NOT_NOW);
        }
        if (as.kind() == ToolServer.Kind.OPENAPI) {
            try {
                OpenApiRequest.fill(tool.whole().path("request"), arguments);
            } catch (IllegalArgumentException e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * @param as the server as it was when the tool was offered to the model
     * @param stop ends it at once; the server is told
     */
    ToolResult run(ToolServer as, OfferedTool tool, JsonNode arguments, StopSignal stop) {
        Optional<ToolServer> now = servers.usable(as.id(), as.approvedHash());
        if (now.isEmpty()) {
            return ToolResult.failed(NOT_NOW);
        }
        return now.get().kind() == ToolServer.Kind.OPENAPI ? operation(now.get(), tool, arguments, stop)
                : call(now.get(), tool, arguments, stop);
    }

    private ToolResult call(ToolServer server, OfferedTool tool, JsonNode arguments, StopSignal stop) {
        ToolDoor door = servers.door(server);
        try {
            McpSession session = session(server, door, stop);
            return session == null ? ToolResult.failed(NOT_NOW) : result(session.call(tool.name(), arguments, stop));
        } catch (McpFailure failure) {
            String kind = failure.kind().name().toLowerCase(Locale.ROOT);
            return ToolResult.failed("The tool's server failed (" + kind + "): " + failure.getMessage());
        }
    }

    /** A conversation whose list is the approved one; null when it is not. One that was forgotten meanwhile begins anew. */
    private McpSession session(ToolServer server, ToolDoor door, StopSignal stop) throws McpFailure {
        McpSession session = sessions.session(door, stop);
        ToolList seen;
        try {
            seen = ReadToolList.of(session, stop);
        } catch (McpFailure failure) {
            if (failure.kind() != Kind.SESSION_GONE && session.isOpen()) {
                throw failure;
            }
            session = sessions.session(door, stop);
            seen = ReadToolList.of(session, stop);
        }
        return servers.isAsApproved(server, seen) ? session : null;
    }

    private ToolResult operation(ToolServer server, OfferedTool tool, JsonNode arguments, StopSignal stop) {
        try {
            OpenApiRequest request = OpenApiRequest.fill(tool.whole().path("request"), arguments);
            CallOperation.Answer answer = operations.call(WebAddress.parse(server.address()), server.localAllowed(),
                    servers.door(server).secret(), request, stop);
            return answer.failed() ? ToolResult.failed(answer.text()) : ToolResult.of(answer.text());
        } catch (OutboundFailure | IllegalArgumentException e) {
            return ToolResult.failed(e.getMessage());
        }
    }

    private static ToolResult result(McpResult result) {
        return result.failed() ? ToolResult.failed(result.text()) : ToolResult.of(result.text());
    }
}
