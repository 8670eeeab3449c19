package weilu.tool.builtin;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** What built-in tools ask of rooms. */
final class BuiltInStore {
    /** A message, as far as it is counted. */
    record Counted(Seq seq, Instant at) {}

    Map<MemberId, String> names(Tx tx, Collection<MemberId> members) {
        Map<MemberId, String> names = new HashMap<>();
        tx.handle().createQuery("""
                        select m.id, a.display_name from member m join account a on a.id = m.account_id
                        where m.id = any(:members)
                        """)
                .bind("members", members.toArray(MemberId[]::new))
                .map((row, context) -> names.put(new MemberId(row.getLong("id")), row.getString("display_name"))).list();
        return names;
    }

    /** Agents among these members. */
    List<MemberId> agents(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select m.id from member m join account a on a.id = m.account_id
                        where m.room_id = :room and a.kind = 'agent'
                        """)
                .bind("room", room).mapTo(MemberId.class).list();
    }

    /** Messages said between these times and before this position, the oldest first. */
    List<Counted> between(Tx tx, RoomId room, Instant from, Instant to, Seq before, int limit) {
        return tx.handle().createQuery("""
                        select seq, at from (
                            select e.seq, coalesce((e.event::json ->> 'postedAt')::timestamptz, e.at) as at
                            from room_event e where e.room_id = :room and e.kind = 'messagePosted' and e.seq < :before) said
                        where at >= :from and at < :to order by seq limit :limit
                        """)
                .bind("room", room).bind("from", from).bind("to", to).bind("before", before).bind("limit", limit)
                .map((row, context) -> new Counted(new Seq(row.getLong("seq")), Rows.instant(row, "at"))).list();
    }
}
