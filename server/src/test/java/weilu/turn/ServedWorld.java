package weilu.turn;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import weilu.gateway.KeyVault;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.tool.mcp.McpLimits;
import weilu.tool.server.Leave;
import weilu.tool.server.ServedTools;
import weilu.tool.server.ToolServer;
import weilu.tool.server.ToolServer.Kind;
import weilu.tool.server.ToolServerDraft;

/** Servers of tools beside an {@link AgentWorld}: 小红, an admin of the server, has approved what they offer. */
final class ServedWorld implements AutoCloseable {
    private final AgentWorld world;
    private final OutboundHttp http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
    private final ServedTools served;

    ServedWorld(AgentWorld world, Path folder) {
        this.world = world;
        served = new ServedTools(world.db, KeyVault.open(folder.resolve("tools.key"), new SecureRandom()), http, folder,
                McpLimits.STANDARD, new SecureRandom(), world.clock);
    }

    /** Adds one, approves all it offers with this leave, and gives it to every agent of the room. */
    void approved(Kind kind, String name, String address, String document, Leave leave) {
        there(new ToolServerDraft(kind, name, address, null, document, null, null, true, true), leave);
        served.tools().forEach(tool -> world.tools.granted.add(tool.name()));
    }

    /** Adds one and approves all it offers with this leave; agents have to be given it. */
    void there(ToolServerDraft draft, Leave leave) {
        ToolServer added = served.servers().look(served.servers().add(draft, world.hong).id());
        Map<String, Leave> leaves = new HashMap<>();
        added.offered().tools().forEach(tool -> leaves.put(tool.name(), leave));
        served.servers().approve(added.id(), added.offered().hash(), leaves, world.hong);
        if (!world.tools.sources.contains(served)) {
            world.tools.sources.add(served);
        }
    }

    @Override
    public void close() {
        served.close();
        http.close();
    }
}
