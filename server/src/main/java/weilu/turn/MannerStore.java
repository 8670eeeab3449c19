package weilu.turn;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;

/** How readily agents speak in rooms. */
final class MannerStore {
    /** From columns that may all be null. */
    static AgentManner manner(ResultSet row) throws SQLException {
        Manner manner = Rows.constant(row, "manner", Manner.class);
        if (manner == null) {
            return AgentManner.STANDARD;
        }
        Array keywords = row.getArray("keywords");
        return new AgentManner(manner, List.of((String[]) keywords.getArray()),
                row.getObject("quiet_from", LocalTime.class), row.getObject("quiet_to", LocalTime.class),
                row.getString("time_zone"), row.getInt("hourly_max"), row.getBoolean("greets"));
    }

    void put(Tx tx, RoomId room, MemberId agent, AgentManner manner, MemberId by, Instant at) {
        tx.handle().createUpdate("""
                        insert into agent_manner (room_id, member_id, manner, keywords, quiet_from, quiet_to, time_zone,
                                                  hourly_max, greets, set_by, set_at, greets_after)
                        values (:room, :agent, :manner, :keywords, :from, :to, :zone, :hourly, :greets, :by, :at,
                                (select head_seq from room where id = :room))
                        on conflict (room_id, member_id) do update set manner = :manner, keywords = :keywords,
                            quiet_from = :from, quiet_to = :to, time_zone = :zone, hourly_max = :hourly,
                            greets = :greets, set_by = :by, set_at = :at,
                            greets_after = case when agent_manner.greets then agent_manner.greets_after
                                                else excluded.greets_after end
                        """)
                .bind("room", room).bind("agent", agent).bind("manner", Rows.stored(manner.manner()))
                .bind("keywords", manner.keywords().toArray(String[]::new))
                .bind("from", manner.quietFrom()).bind("to", manner.quietTo()).bind("zone", manner.timeZone())
                .bind("hourly", manner.hourlyMax()).bind("greets", manner.greets()).bind("by", by).bind("at", at)
                .execute();
    }
}
