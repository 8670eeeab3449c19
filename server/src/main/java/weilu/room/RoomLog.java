package weilu.room;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.RoomEvent;

/**
 * The truth of a room: its events, numbered without gaps. The room row's lock is held from taking a number to the
 * commit, so seq order is commit order; a reader that has seen seq n has seen all before it.
 */
public final class RoomLog {
    private static final RowMapper<LoggedEvent> LOGGED_EVENT = (row, context) -> new LoggedEvent(
            new RoomId(row.getLong("room_id")), new Seq(row.getLong("seq")), Rows.instant(row, "at"),
            row.getString("kind"), row.getString("event"));

    private final Clock clock;
    private final RoomWakeups wakeups;
    private final RoomTail tail = new RoomTail();

    public RoomLog(Clock clock, RoomWakeups wakeups) {
        this.clock = clock;
        this.wakeups = wakeups;
    }

    /** What was committed here just now. */
    public RoomTail tail() {
        return tail;
    }

    /** Appends an event and wakes the readers after the commit. Takes the room row's lock: call it last (DB4). */
    public Seq append(Tx tx, RoomId room, RoomEvent event) {
        return append(tx, room, event, null, null, null);
    }

    /** Appends a message outside the group commit; see {@code message.PostMessage} for the usual way. */
    public Seq append(
            Tx tx, RoomId room, RoomEvent event, MemberId author, ClientMessageId clientMessageId, Long contentHash) {
        String json = Json.write(event);
        Seq seq = tx.handle().createQuery("""
                        with head as (
                            update room set head_seq = head_seq + 1 where id = :room returning head_seq
                        ), appended as (
                            insert into room_event
                                (room_id, seq, at, kind, author, client_message_id, content_hash, event)
                            select :room, head_seq, :at, :kind, :author, :clientMessageId, :contentHash, :event
                            from head
                            returning seq
                        )
                        select seq, case when :notify then pg_notify('weilu_room', :room || ':' || seq) end from appended
                        """)
                .bind("room", room.value())
                .bind("at", now())
                .bind("kind", EventKinds.of(event))
                .bindByType("author", author, MemberId.class)
                .bindByType("clientMessageId", clientMessageId, ClientMessageId.class)
                .bindByType("contentHash", contentHash, Long.class)
                .bind("event", json)
                .bind("notify", wakeups.areByCommit())
                .map((row, context) -> new Seq(row.getLong("seq")))
                .one();
        tx.afterCommit(() -> wakeups.appended(room, seq));
        return seq;
    }

    /** One of the events of {@link #appendAll}. */
    public record Entry(RoomEvent event, MemberId author, ClientMessageId clientMessageId) {}

    /**
     * Appends events in this order with one statement, and returns the seq of the last. It wakes nobody: the caller
     * does, by {@link #wake}, when all it has is appended. Callers that need the numbers beforehand take
     * {@link #lockHead} first. A client message id that is taken fails the whole.
     */
    public Seq appendAll(Tx tx, RoomId room, List<Entry> entries) {
        return tx.handle().createQuery("""
                        with sent as (
                            select * from unnest(:kinds, :authors, :ids, :events) with ordinality
                                as s (kind, author, client_message_id, event, n)
                        ), head as (
                            update room set head_seq = head_seq + :count where id = :room
                            returning head_seq
                        ), appended as (
                            insert into room_event (room_id, seq, at, kind, author, client_message_id, event)
                            select :room, head_seq - :count + n, :at, kind, author, client_message_id, event
                            from sent, head
                        )
                        select head_seq from head
                        """)
                .bind("kinds", entries.stream().map(e -> EventKinds.of(e.event())).toArray(String[]::new))
                .bind("authors", entries.stream().map(e -> e.author()).toArray(MemberId[]::new))
                .bind("ids", entries.stream().map(e -> e.clientMessageId()).toArray(ClientMessageId[]::new))
                .bind("events", entries.stream().map(e -> Json.write(e.event())).toArray(String[]::new))
                .bind("count", entries.size())
                .bind("room", room.value())
                .bind("at", now())
                .mapTo(Seq.class).one();
    }

    /** Locks these rooms' rows in id order, and tells how far their logs reach; call it last (DB4). */
    public Map<RoomId, Seq> lockHeads(Tx tx, Collection<RoomId> rooms) {
        Map<RoomId, Seq> heads = new LinkedHashMap<>();
        tx.handle().createQuery("select id, head_seq from room where id = any(:rooms) order by id for no key update")
                .bind("rooms", rooms.toArray(RoomId[]::new))
                .map((row, context) -> heads.put(new RoomId(row.getLong("id")), new Seq(row.getLong("head_seq")))).list();
        return heads;
    }

    /** Appends to each of these rooms, which {@link #lockHeads} has locked, by one statement; wakes readers after the commit. */
    public void appendEach(Tx tx, Map<RoomId, Seq> heads, Map<RoomId, List<RoomEvent>> events) {
        Instant now = now();
        Map<RoomId, Seq> moved = new LinkedHashMap<>();
        Map<RoomId, List<LoggedEvent>> written = new LinkedHashMap<>();
        events.forEach((room, some) -> {
            Seq head = heads.get(room);
            List<LoggedEvent> logged = new ArrayList<>();
            for (RoomEvent event : some) {
                head = head.next();
                logged.add(new LoggedEvent(room, head, now, EventKinds.of(event), Json.write(event)));
            }
            moved.put(room, head);
            written.put(room, logged);
        });
        List<LoggedEvent> all = written.values().stream().flatMap(List::stream).toList();
        tx.handle().createQuery("""
                        with appended as (
                            insert into room_event (room_id, seq, at, kind, event)
                            select room_id, seq, :at, kind, event from unnest(:rooms, :seqs, :kinds, :events)
                                as s (room_id, seq, kind, event)
                        ), moved as (
                            update room r set head_seq = h.seq from unnest(:headRooms, :headSeqs) as h (room_id, seq)
                            where r.id = h.room_id
                        )
                        select count(pg_notify('weilu_room', p.payload)) from unnest(:payloads) as p (payload)
                        """)
                .bind("at", now)
                .bind("rooms", all.stream().map(LoggedEvent::room).toArray(RoomId[]::new))
                .bind("seqs", all.stream().map(LoggedEvent::seq).toArray(Seq[]::new))
                .bind("kinds", all.stream().map(LoggedEvent::kind).toArray(String[]::new))
                .bind("events", all.stream().map(LoggedEvent::json).toArray(String[]::new))
                .bind("headRooms", moved.keySet().toArray(RoomId[]::new))
                .bind("headSeqs", moved.values().toArray(Seq[]::new))
                .bind("payloads", wakeups.notices(moved).toArray(String[]::new))
                .mapTo(Long.class).one();
        tx.afterCommit(() -> {
            tail.keep(written);
            wakeups.appended(moved);
        });
    }

    /** Wakes the readers of the room after the commit. */
    public void wake(Tx tx, RoomId room) {
        Seq head = tx.handle().createQuery("""
                        select head_seq, case when :notify then pg_notify('weilu_room', id || ':' || head_seq) end
                        from room where id = :room
                        """)
                .bind("room", room).bind("notify", wakeups.areByCommit())
                .map((row, context) -> new Seq(row.getLong("head_seq"))).one();
        tx.afterCommit(() -> wakeups.appended(room, head));
    }

    /** Locks the room row, so that what is read next stays true until the commit. */
    public Seq lockHead(Tx tx, RoomId room) {
        return tx.handle().createQuery("select head_seq from room where id = :room for no key update")
                .bind("room", room).mapTo(Seq.class).one();
    }

    public Seq head(Tx tx, RoomId room) {
        return tx.handle().createQuery("select head_seq from room where id = :room")
                .bind("room", room).mapTo(Seq.class).one();
    }

    /** Events after this position, oldest first, at most {@code limit}. */
    public List<LoggedEvent> read(Tx tx, RoomId room, Seq after, int limit) {
        return tx.handle().createQuery("""
                        select room_id, seq, at, kind, event from room_event
                        where room_id = :room and seq > :after order by seq limit :limit
                        """)
                .bind("room", room).bind("after", after).bind("limit", limit).map(LOGGED_EVENT).list();
    }

    /** A position in a room's log. */
    public record Place(RoomId room, Seq seq) {}

    /** Events after each of these places, oldest first, at most {@code limit}; places with nothing after them are left out. */
    public Map<Place, List<LoggedEvent>> read(Tx tx, Collection<Place> places, int limit) {
        List<Place> asked = List.copyOf(places);
        Map<Place, List<LoggedEvent>> events = new LinkedHashMap<>();
        tx.handle().createQuery("""
                        select c.number, e.* from unnest(:rooms, :afters) with ordinality as c (room_id, after, number)
                        cross join lateral (
                            select room_id, seq, at, kind, event from room_event
                            where room_id = c.room_id and seq > c.after order by seq limit :limit
                        ) as e
                        order by c.number, e.seq
                        """)
                .bind("rooms", asked.stream().map(place -> place.room()).toArray(RoomId[]::new))
                .bind("afters", asked.stream().map(place -> place.seq()).toArray(Seq[]::new))
                .bind("limit", limit)
                .map((row, context) -> events.computeIfAbsent(
                        asked.get(row.getInt("number") - 1), place -> new ArrayList<>()).add(LOGGED_EVENT.map(row, context)))
                .list();
        return events;
    }

    /** The time as events carry it: whole milliseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
