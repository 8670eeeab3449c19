package weilu.tool.server;

import java.util.List;
import weilu.id.ToolServerId;
import weilu.outbound.OutboundRequest.Secret;

/**
 * All that is needed to reach a server of tools. When any of it changes, it is another door.
 *
 * @param secret or null
 */
record ToolDoor(
        ToolServerId id, ToolServer.Kind kind, String address, List<String> command, boolean localAllowed, Secret secret) {
    @Override
    public String toString() {
        return kind + " " + id;
    }
}
