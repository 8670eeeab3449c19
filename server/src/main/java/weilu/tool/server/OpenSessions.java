package weilu.tool.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import weilu.gateway.StopSignal;
import weilu.id.ToolServerId;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.WebAddress;
import weilu.tool.mcp.HttpConnection;
import weilu.tool.mcp.McpConnection;
import weilu.tool.mcp.McpFailure;
import weilu.tool.mcp.McpLimits;
import weilu.tool.mcp.McpSession;
import weilu.tool.mcp.ProcessConnection;

/** Conversations with MCP servers, kept from one call to the next and ended when nobody has needed them for a while. */
final class OpenSessions implements AutoCloseable {
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);
    private static final String USUAL_VARIABLE = "API_KEY";

    private final OutboundHttp http;
    private final Path folder;
    private final boolean programsAllowed;
    private final McpLimits limits;
    private final Map<ToolServerId, Place> places = new ConcurrentHashMap<>();

    /** Where one server's conversation is; whoever comes second waits for the greeting of the first. */
    private final class Place {
        private ToolDoor door;
        private McpSession session;
        private Future<?> end;

        private synchronized McpSession session(ToolDoor wanted, StopSignal stop) throws McpFailure {
            if (session != null && (!session.isOpen() || !wanted.equals(door))) {
                leave();
            }
            if (session == null) {
                session = McpSession.open(connect(wanted), limits, stop);
                door = wanted;
            }
            if (end != null) {
                end.cancel(false);
            }
            end = http.after(IDLE_MAX, () -> Thread.ofVirtual().start(this::leave));
            return session;
        }

        private synchronized void leave() {
            if (session != null) {
                session.close();
                session = null;
            }
        }
    }

    /** @param folder where programs work, each in a folder of its own */
    OpenSessions(OutboundHttp http, Path folder, boolean programsAllowed, McpLimits limits) {
        this.http = http;
        this.folder = folder;
        this.programsAllowed = programsAllowed;
        this.limits = limits;
    }

    McpSession session(ToolDoor door, StopSignal stop) throws McpFailure {
        return places.computeIfAbsent(door.id(), _ -> new Place()).session(door, stop);
    }

    void leave(ToolServerId id) {
        Place place = places.remove(id);
        if (place != null) {
            place.leave();
        }
    }

    @Override
    public void close() {
        places.keySet().forEach(this::leave);
    }

    private McpConnection connect(ToolDoor door) throws McpFailure {
        if (door.kind() == ToolServer.Kind.MCP_HTTP) {
            try {
                return new HttpConnection(http, WebAddress.parse(door.address()), door.localAllowed(), door.secret());
            } catch (OutboundFailure e) {
                throw new McpFailure(McpFailure.Kind.ADDRESS_REFUSED, e.getMessage());
            }
        }
        if (!programsAllowed) {
            throw new McpFailure(McpFailure.Kind.ADDRESS_REFUSED, "programs are not allowed on this machine");
        }
        try {
            Path own = Files.createDirectories(folder.resolve(door.id().toString()));
            return ProcessConnection.start(door.command(), own, door.secret() == null ? Map.of()
                    : Map.of(door.secret().header(), door.secret().value()));
        } catch (IOException e) {
            throw new McpFailure(McpFailure.Kind.UNREACHABLE, "its folder cannot be made");
        }
    }

    static String usualVariable() {
        return USUAL_VARIABLE;
    }
}
