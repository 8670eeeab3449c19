package weilu.tool;

import java.util.List;
import java.util.Set;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.protocol.ToolCall.Approvers;

/** What a room has settled about tools: who approves calls, and which of those that come with the server are off here. */
public final class RoomTools {
    private final ToolSource builtIn;
    private final RoomToolsStore store = new RoomToolsStore();

    public RoomTools(ToolSource builtIn) {
        this.builtIn = builtIn;
    }

    /** @param off names of built-in tools that no agent has here */
    public record Settled(Approvers approvers, Set<String> off) {
        public static final Settled USUAL = new Settled(Approvers.ASKER_OR_ADMINS, Set.of());

        public Settled {
            off = Set.copyOf(off);
        }
    }

    public List<Tool> builtIn() {
        return builtIn.tools();
    }

    public Settled read(Tx tx, RoomId room) {
        return store.read(tx, room);
    }

    /** The caller has seen to it that an admin does this. */
    public void settle(Tx tx, RoomId room, Settled settled) {
        store.write(tx, room, settled);
    }
}
