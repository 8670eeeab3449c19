package weilu.agent;

import java.util.LinkedHashSet;
import java.util.Set;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.tool.RoomTools;
import weilu.tool.ToolGrants;

/** An agent has the tools of its definition that the room has approved, without those that the room has turned off. */
public final class AgentTools implements ToolGrants {
    private final Agents agents;
    private final RoomTools rooms;

    public AgentTools(Agents agents, RoomTools rooms) {
        this.agents = agents;
        this.rooms = rooms;
    }

    @Override
    public Set<String> of(Tx tx, RoomId room, AccountId agent) {
        Set<String> names = new LinkedHashSet<>(agents.in(tx, room, agent).tools());
        names.removeAll(rooms.read(tx, room).off());
        return names;
    }
}
