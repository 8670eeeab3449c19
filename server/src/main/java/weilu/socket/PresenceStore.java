package weilu.socket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.NodeId;
import weilu.id.RoomId;

/** The SQL of who is connected where. */
final class PresenceStore {
    /** Makes the node's rows of these rooms what they are now; returns the rooms in which that changed something. */
    Set<RoomId> write(Tx tx, NodeId node, Map<RoomId, Set<MemberId>> here) {
        List<RoomId> rooms = new ArrayList<>();
        List<MemberId> members = new ArrayList<>();
        here.forEach((room, present) -> present.forEach(member -> {
            rooms.add(room);
            members.add(member);
        }));
        return new HashSet<>(tx.handle().createQuery("""
                        with here as (
                            select * from unnest(:rooms, :members) as h (room_id, member_id)
                        ), gone as (
                            delete from node_presence p where node_id = :node and room_id = any(:all) and not exists (
                                select 1 from here h where h.room_id = p.room_id and h.member_id = p.member_id)
                            returning room_id
                        ), come as (
                            insert into node_presence (room_id, member_id, node_id)
                            select room_id, member_id, :node from here on conflict do nothing returning room_id
                        )
                        select room_id from gone union select room_id from come
                        """)
                .bind("rooms", rooms.toArray(RoomId[]::new)).bind("members", members.toArray(MemberId[]::new))
                .bind("all", here.keySet().toArray(RoomId[]::new)).bind("node", node.value())
                .mapTo(RoomId.class).list());
    }

    /** Forgets the node's rows of all rooms but these. */
    void keepOnly(Tx tx, NodeId node, Collection<RoomId> open) {
        tx.handle().createUpdate("delete from node_presence where node_id = :node and room_id <> all(:open)")
                .bind("node", node.value()).bind("open", open.toArray(RoomId[]::new)).execute();
    }

    /** Who of these rooms is connected to other nodes. */
    Map<RoomId, Set<MemberId>> elsewhere(Tx tx, NodeId node, Collection<RoomId> rooms) {
        Map<RoomId, Set<MemberId>> found = new HashMap<>();
        tx.handle().createQuery("""
                        select room_id, member_id from node_presence where room_id = any(:rooms) and node_id <> :node
                        """)
                .bind("rooms", rooms.toArray(RoomId[]::new)).bind("node", node.value())
                .map((row, context) -> found.computeIfAbsent(new RoomId(row.getLong("room_id")), room -> new HashSet<>())
                        .add(new MemberId(row.getLong("member_id"))))
                .list();
        return found;
    }
}
