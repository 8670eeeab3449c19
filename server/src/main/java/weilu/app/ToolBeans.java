package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.tool.DecideToolCall;
import weilu.tool.RoomTools;

/** Gives what agents may do to the resources at the edge. */
@Singleton
class ToolBeans {
    @Produces
    private final RoomTools rooms;
    @Produces
    private final DecideToolCall decide;

    ToolBeans(Wiring wiring) {
        rooms = wiring.tools.rooms;
        decide = new DecideToolCall(wiring.access, rooms, wiring.tools.show, wiring.agents.approved(), wiring.clock);
    }
}
