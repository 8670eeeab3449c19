package weilu.turn;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.MemberView;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MemberJoined;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomView;
import weilu.room.RoomLog.Place;

/** Where agents are, how far they have looked through logs, and who speaks to them. */
final class TriggerStore {
    private static final RowMapper<RoomAgent> ROOM_AGENT = (row, context) -> new RoomAgent(
            new RoomId(row.getLong("room_id")), new MemberId(row.getLong("id")), new AccountId(row.getLong("account_id")),
            row.getString("display_name"), Rows.instant(row, "muted_until"), new Seq(row.getLong("joined_seq")),
            new Seq(row.getLong("cursor")), new Seq(row.getLong("head_seq")),
            Rows.constant(row, "kind", RoomView.Kind.class), row.getObject("archived_at") != null,
            row.getInt("slow_mode_seconds"), new Seq(row.getLong("stopped_seq")),
            new Seq(row.getLong("greets_after")),
            List.of((String[]) row.getArray("own_keywords").getArray()), MannerStore.manner(row));

    /** The agents in these rooms; found one by one in each, for a room may have thousands of members who are none. */
    List<RoomAgent> inRooms(Tx tx, Collection<RoomId> rooms) {
        return tx.handle().createQuery("""
                        select m.room_id, m.id, m.account_id, a.display_name, m.muted_until, m.joined_seq,
                               greatest(coalesce(c.seq, 0), m.joined_seq) as cursor, r.head_seq, r.kind, r.archived_at,
                               r.slow_mode_seconds, coalesce(t.seq, 0) as stopped_seq, g.keywords as own_keywords,
                               n.manner, n.keywords, n.quiet_from, n.quiet_to, n.time_zone, n.hourly_max, n.greets,
                               coalesce(n.greets_after, 0) as greets_after
                        from member m
                        join agent g on g.account_id = m.account_id
                        join account a on a.id = m.account_id
                        join room r on r.id = m.room_id
                        left join agent_cursor c on c.room_id = m.room_id and c.member_id = m.id
                        left join turn_stop t on t.room_id = m.room_id
                        left join agent_manner n on n.room_id = m.room_id and n.member_id = m.id
                        where m.room_id = any(:rooms)
                            and m.account_id = any(array(select account_id from agent where retired_at is null))
                            and m.state = 'in' order by m.room_id, m.id
                        """)
                .bind("rooms", rooms.toArray(RoomId[]::new))
                .map(ROOM_AGENT).list();
    }

    /** Rooms whose log has grown since an agent in them last looked. */
    List<RoomId> behind(Tx tx) {
        return tx.handle().createQuery("""
                        select distinct m.room_id from agent g
                        join member m on m.account_id = g.account_id and m.state = 'in'
                        join room r on r.id = m.room_id
                        left join agent_cursor c on c.room_id = m.room_id and c.member_id = m.id
                        where g.retired_at is null and r.head_seq > greatest(coalesce(c.seq, 0), m.joined_seq)
                        """)
                .mapTo(RoomId.class).list();
    }

    /** Messages after these positions, oldest first, at most so many a room. */
    List<Heard> messagesAfter(Tx tx, Map<RoomId, Seq> places, int perRoom) {
        return after(tx, "messagePosted", places, perRoom)
                .map((row, context) -> new Heard(new RoomId(row.getLong("room_id")), new Seq(row.getLong("seq")),
                        Rows.instant(row, "at"), (MessagePosted) Json.read(row.getString("event"), RoomEvent.class)))
                .list();
    }

    /** Who came in after these positions, oldest first, at most so many a room. */
    List<Arrival> arrivalsAfter(Tx tx, Map<RoomId, Seq> places, int perRoom) {
        return after(tx, "memberJoined", places, perRoom)
                .map((row, context) -> {
                    MemberJoined joined = (MemberJoined) Json.read(row.getString("event"), RoomEvent.class);
                    return new Arrival(new RoomId(row.getLong("room_id")), new Seq(row.getLong("seq")),
                            Rows.instant(row, "at"), joined.member().id(), joined.member().kind() == MemberView.Kind.AGENT);
                })
                .list();
    }

    /** Events of one kind after these positions, oldest first, at most so many a room. */
    private static Query after(Tx tx, String kind, Map<RoomId, Seq> places, int perRoom) {
        return tx.handle().createQuery("""
                        select s.room_id, e.seq, e.at, e.event
                        from unnest(:rooms, :afters) as s (room_id, after)
                        cross join lateral (
                            select seq, at, event from room_event
                            where room_id = s.room_id and seq > s.after and kind = :kind
                            order by seq limit :perRoom) e
                        order by s.room_id, e.seq
                        """)
                .bind("rooms", places.keySet().toArray(RoomId[]::new))
                .bind("afters", places.values().toArray(Seq[]::new))
                .bind("kind", kind).bind("perRoom", perRoom);
    }

    /** One message, unless there is none there. */
    Optional<Heard> message(Tx tx, RoomId room, Seq seq) {
        return seq.value() == 0 ? Optional.empty()
                : messagesAfter(tx, Map.of(room, new Seq(seq.value() - 1)), 1).stream()
                        .filter(one -> one.seq().equals(seq)).findFirst();
    }

    /** Who wrote these messages. */
    Map<Place, MemberId> authors(Tx tx, Collection<Place> places) {
        Map<Place, MemberId> authors = new HashMap<>();
        tx.handle().createQuery("""
                        select e.room_id, e.seq, (e.event::json ->> 'author')::bigint as author
                        from unnest(:rooms, :seqs) as s (room_id, seq)
                        join room_event e on e.room_id = s.room_id and e.seq = s.seq and e.kind = 'messagePosted'
                        """)
                .bind("rooms", places.stream().map(Place::room).toArray(RoomId[]::new))
                .bind("seqs", places.stream().map(Place::seq).toArray(Seq[]::new))
                .map((row, context) -> authors.put(
                        new Place(new RoomId(row.getLong("room_id")), new Seq(row.getLong("seq"))),
                        new MemberId(row.getLong("author"))))
                .list();
        return authors;
    }

    /** Moves the cursor forward, never back. */
    void saveCursor(Tx tx, RoomId room, MemberId agent, Seq seq) {
        tx.handle().createUpdate("""
                        insert into agent_cursor (room_id, member_id, seq) values (:room, :agent, :seq)
                        on conflict (room_id, member_id) do update set seq = greatest(agent_cursor.seq, excluded.seq)
                        """)
                .bind("room", room).bind("agent", agent).bind("seq", seq).execute();
    }

    /** The account behind a member, with its language and time zone. */
    Optional<Asker> asker(Tx tx, MemberId member) {
        return tx.handle().createQuery("""
                        select a.id, a.display_name, a.language, a.time_zone, a.kind from member m
                        join account a on a.id = m.account_id where m.id = :member
                        """)
                .bind("member", member)
                .map((row, context) -> new Asker(member, new AccountId(row.getLong("id")), row.getString("display_name"),
                        row.getString("language"), row.getString("time_zone"), "agent".equals(row.getString("kind"))))
                .findOne();
    }
}
