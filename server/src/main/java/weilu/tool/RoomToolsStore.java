package weilu.tool;

import java.util.Set;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.protocol.ToolCall.Approvers;
import weilu.tool.RoomTools.Settled;

/** What rooms have settled about tools. */
final class RoomToolsStore {
    Settled read(Tx tx, RoomId room) {
        return tx.handle().createQuery("select approvers, off from room_tools where room_id = :room").bind("room", room)
                .map((row, context) -> new Settled(Rows.constant(row, "approvers", Approvers.class),
                        Set.of((String[]) row.getArray("off").getArray())))
                .findOne().orElse(Settled.USUAL);
    }

    void write(Tx tx, RoomId room, Settled settled) {
        tx.handle().createUpdate("""
                        insert into room_tools (room_id, approvers, off) values (:room, :approvers, :off)
                        on conflict (room_id) do update set approvers = excluded.approvers, off = excluded.off
                        """)
                .bind("room", room).bind("approvers", Rows.stored(settled.approvers()))
                .bind("off", settled.off().stream().sorted().toArray(String[]::new)).execute();
    }
}
