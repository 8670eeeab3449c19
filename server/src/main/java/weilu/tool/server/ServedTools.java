package weilu.tool.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import weilu.db.Db;
import weilu.gateway.KeyVault;
import weilu.outbound.OutboundHttp;
import weilu.tool.Tool;
import weilu.tool.ToolSource;
import weilu.tool.mcp.McpLimits;
import weilu.tool.oauth.OAuthSignIn;

/** The approved tools of all servers that are as they were approved; and the servers themselves, for their admins. */
public final class ServedTools implements ToolSource, AutoCloseable {
    private final OpenSessions sessions;
    private final ToolServers servers;
    private final CallServedTool call;

    /** @param programs where programs work; null where the owner of the machine lets nobody start any */
    public ServedTools(
            Db db, KeyVault vault, OutboundHttp http, Path programs, McpLimits limits, SecureRandom random, Clock clock) {
        sessions = new OpenSessions(http, programs, programs != null, limits);
        ToolSignIns signIns = new ToolSignIns(db, vault, sessions, new OAuthSignIn(http, random, clock));
        servers = new ToolServers(db, vault, http, sessions, signIns, programs != null, clock);
        call = new CallServedTool(servers, sessions, http);
    }

    public ToolServers servers() {
        return servers;
    }

    @Override
    public List<Tool> tools() {
        return servers.list().stream().filter(server -> server.state() == ToolServer.State.READY)
                .flatMap(this::tools).toList();
    }

    @Override
    public void close() {
        sessions.close();
    }

    private Stream<Tool> tools(ToolServer server) {
        return server.approved().tools().stream()
                .filter(tool -> server.leaves().getOrDefault(tool.name(), Leave.NEVER) != Leave.NEVER)
                .map(tool -> new ServedTool(server, tool, server.leaves().get(tool.name()), call));
    }
}
