package weilu.turn;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;

/** By which clock agents speak in rooms. */
final class ScheduleStore {
    /** One whose time has come. */
    record Due(RoomId room, MemberId agent, MemberId setBy, Instant at, Schedule schedule) {}

    Map<MemberId, Schedule> inRoom(Tx tx, RoomId room) {
        Map<MemberId, Schedule> found = new HashMap<>();
        tx.handle().createQuery("select * from agent_schedule where room_id = :room").bind("room", room)
                .map((row, context) -> found.put(new MemberId(row.getLong("member_id")), schedule(row))).list();
        return found;
    }

    void put(Tx tx, RoomId room, MemberId agent, Schedule schedule, MemberId by, Instant next) {
        tx.handle().createUpdate("""
                        insert into agent_schedule (room_id, member_id, every, day_of_week, local_time, zone, wish,
                                                    next_at, set_by)
                        values (:room, :agent, :every, :day, :time, :zone, :wish, :next, :by)
                        on conflict (room_id, member_id) do update set every = :every, day_of_week = :day,
                            local_time = :time, zone = :zone, wish = :wish, next_at = :next, set_by = :by
                        """)
                .bind("room", room).bind("agent", agent).bind("every", Rows.stored(schedule.every()))
                .bind("day", schedule.day().getValue()).bind("time", schedule.at()).bind("zone", schedule.zone().getId())
                .bind("wish", schedule.wish()).bind("next", next).bind("by", by).execute();
    }

    void remove(Tx tx, RoomId room, MemberId agent) {
        tx.handle().createUpdate("delete from agent_schedule where room_id = :room and member_id = :agent")
                .bind("room", room).bind("agent", agent).execute();
    }

    List<Due> due(Tx tx, Instant now, int limit) {
        return tx.handle().createQuery("select * from agent_schedule where next_at <= :now order by next_at limit :limit")
                .bind("now", now).bind("limit", limit)
                .map((row, context) -> new Due(new RoomId(row.getLong("room_id")), new MemberId(row.getLong("member_id")),
                        new MemberId(row.getLong("set_by")), Rows.instant(row, "next_at"), schedule(row)))
                .list();
    }

    /** Tells whether this time was still to come about: whoever moves it on has it. */
    boolean moveOn(Tx tx, Due due, Instant next) {
        return tx.handle().createUpdate("""
                        update agent_schedule set next_at = :next
                        where room_id = :room and member_id = :agent and next_at = :was
                        """)
                .bind("room", due.room()).bind("agent", due.agent()).bind("was", due.at()).bind("next", next).execute() == 1;
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        return new Schedule(Rows.constant(row, "every", Schedule.Every.class), DayOfWeek.of(row.getInt("day_of_week")),
                row.getObject("local_time", LocalTime.class), ZoneId.of(row.getString("zone")), row.getString("wish"));
    }
}
