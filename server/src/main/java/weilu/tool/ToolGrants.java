package weilu.tool;

import java.util.Set;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;

/** Which tools an agent has in a room: those its definition names and the room has approved. */
@FunctionalInterface
public interface ToolGrants {
    /** Names of tools; one that is not there (any more) makes the agent say so. */
    Set<String> of(Tx tx, RoomId room, AccountId agent);
}
