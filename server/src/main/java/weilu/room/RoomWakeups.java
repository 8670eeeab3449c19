package weilu.room;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.node.Nodes;

/**
 * Tells readers of the log that a room's log has grown, here and on the other nodes. It is a hint: it may be lost, doubled
 * or late, and whoever gets it reads the log after its own cursor.
 */
public final class RoomWakeups {
    /** Must be quick and must not throw: it hands the work to a thread of its own. */
    @FunctionalInterface
    public interface Listener {
        void appended(RoomId room, Seq upTo);
    }

    private final Nodes nodes;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Where nobody reads but what runs here, or what hears the commits. */
    public RoomWakeups() {
        this(Nodes.alone());
    }

    public RoomWakeups(Nodes nodes) {
        this.nodes = nodes;
        nodes.listenToRooms(payload -> RoomNotice.read(payload, this::wake));
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Whether commits notify; not while the nodes have a quicker way. */
    boolean areByCommit() {
        return !nodes.areFast();
    }

    /** What a commit that makes these logs grow shall notify. */
    public Collection<String> notices(Map<RoomId, Seq> heads) {
        return areByCommit() ? RoomNotice.write(heads) : List.of();
    }

    /** After the commit. */
    public void appended(RoomId room, Seq upTo) {
        appended(Map.of(room, upTo));
    }

    /** After one commit that made these logs grow. */
    public void appended(Map<RoomId, Seq> heads) {
        heads.forEach(this::wake);
        if (!areByCommit()) {
            nodes.tellRooms(RoomNotice.write(heads));
        }
    }

    private void wake(RoomId room, Seq upTo) {
        for (Listener listener : listeners) {
            listener.appended(room, upTo);
        }
    }
}
