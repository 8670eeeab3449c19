package weilu.tool.server;

import weilu.gateway.StopSignal;
import weilu.tool.mcp.McpFailure;
import weilu.tool.mcp.McpFailure.Kind;
import weilu.tool.mcp.McpSession;
import weilu.tool.openapi.BadDocument;
import weilu.tool.openapi.OpenApiFile;

/** Reads what a server of tools offers now. */
final class ReadToolList {
    private final OpenSessions sessions;

    ReadToolList(OpenSessions sessions) {
        this.sessions = sessions;
    }

    ToolList of(ToolServer server, ToolDoor door, StopSignal stop) throws McpFailure {
        if (server.kind() == ToolServer.Kind.OPENAPI) {
            try {
                OpenApiFile file = OpenApiFile.read(server.document());
                return new ToolList(file.operations().stream().map(OfferedTool::new).toList());
            } catch (BadDocument e) {
                throw new McpFailure(Kind.BROKEN, e.getMessage());
            }
        }
        return of(sessions.session(door, stop), stop);
    }

    static ToolList of(McpSession session, StopSignal stop) throws McpFailure {
        return new ToolList(session.tools(stop).stream().map(tool -> new OfferedTool(tool.whole())).toList());
    }
}
