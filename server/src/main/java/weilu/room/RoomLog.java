package weilu.room;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    public RoomLog(Clock clock, RoomWakeups wakeups) {
        this.clock = clock;
        this.wakeups = wakeups;
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
                        select seq, pg_notify('weilu_room', :room || ':' || seq) from appended
                        """)
                .bind("room", room.value())
                .bind("at", now())
                .bind("kind", EventKinds.of(event))
                .bindByType("author", author, MemberId.class)
                .bindByType("clientMessageId", clientMessageId, ClientMessageId.class)
                .bindByType("contentHash", contentHash, Long.class)
                .bind("event", json)
                .map((row, context) -> new Seq(row.getLong("seq")))
                .one();
        tx.afterCommit(() -> wakeups.appended(room, seq));
        return seq;
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

    /** The time as events carry it: whole milliseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
