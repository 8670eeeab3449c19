package weilu.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessagePosted;

/** The statements about what becomes of messages. */
final class MessageStore {
    private static final RowMapper<StoredMessage> STORED = (row, context) -> {
        long recalledBy = row.getLong("recalled_by");
        return new StoredMessage(new Seq(row.getLong("seq")),
                (MessagePosted) Json.read(row.getString("event"), RoomEvent.class), row.getString("body"),
                Rows.longs(row, "mentions").stream().map(MemberId::new).toList(),
                recalledBy == 0 ? null : new MemberId(recalledBy), row.getBoolean("pinned"));
    };

    Optional<StoredMessage> find(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery("""
                        select e.seq, e.event, t.body, t.mentions, t.recalled_by, coalesce(t.pinned, false) as pinned
                        from room_event e left join message_state t on t.room_id = e.room_id and t.seq = e.seq
                        where e.room_id = :room and e.seq = :seq and e.kind = 'messagePosted'
                        """)
                .bind("room", room).bind("seq", seq).map(STORED).findOne();
    }

    /** Every message of the room that was not taken back, in order. */
    List<StoredMessage> all(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select e.seq, e.event, t.body, t.mentions, t.recalled_by, coalesce(t.pinned, false) as pinned
                        from room_event e left join message_state t on t.room_id = e.room_id and t.seq = e.seq
                        where e.room_id = :room and e.kind = 'messagePosted' and t.recalled_by is null order by e.seq
                        """)
                .bind("room", room).map(STORED).list();
    }

    Role roleOf(Tx tx, MemberId member) {
        return tx.handle().createQuery("select role from member where id = :member").bind("member", member)
                .map((row, context) -> Rows.constant(row, "role", Role.class)).one();
    }

    /** The message now reads so; the time is that of the edit's event. */
    void noteEdit(Tx tx, RoomId room, Seq seq, Seq event, String body, List<MemberId> mentions) {
        tx.handle().createUpdate("""
                        with noted as (
                            insert into message_edit (room_id, seq, event_seq) values (:room, :seq, :event)
                        )
                        insert into message_state (room_id, seq, body, mentions, edited_at)
                        select :room, :seq, :body, :mentions, at from room_event where room_id = :room and seq = :event
                        on conflict (room_id, seq) do update
                            set body = excluded.body, mentions = excluded.mentions, edited_at = excluded.edited_at
                        """)
                .bind("room", room).bind("seq", seq).bind("event", event).bind("body", body)
                .bind("mentions", mentions.toArray(MemberId[]::new))
                .execute();
    }

    int countEdits(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery("select count(*) from message_edit where room_id = :room and seq = :seq")
                .bind("room", room).bind("seq", seq).mapTo(Integer.class).one();
    }

    /** What the message said, from the first to the last version. */
    List<MessageVersion> versions(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery("""
                        select e.at, e.event from room_event e
                        where e.room_id = :room and (e.seq = :seq or e.seq in (
                            select event_seq from message_edit where room_id = :room and seq = :seq))
                        order by e.seq
                        """)
                .bind("room", room).bind("seq", seq)
                .map((row, context) -> MessageVersion.of(
                        Json.read(row.getString("event"), RoomEvent.class), Rows.instant(row, "at")))
                .list();
    }

    /** Nothing of the message is left but that it was there, and who took it back. */
    void noteRecall(Tx tx, RoomId room, Seq seq, MemberId by) {
        tx.handle().createUpdate("""
                        insert into message_state (room_id, seq, recalled_by) values (:room, :seq, :by)
                        on conflict (room_id, seq) do update
                            set body = null, mentions = '{}', calls = null, recalled_by = excluded.recalled_by, pinned = false,
                                pinned_at = null
                        """)
                .bind("room", room).bind("seq", seq).bind("by", by).execute();
        tx.handle().createUpdate("delete from reaction where room_id = :room and seq = :seq")
                .bind("room", room).bind("seq", seq).execute();
    }

    /** The only change an event of the log ever sees: a recall takes words out of it. */
    void rewrite(Tx tx, RoomId room, Seq seq, RoomEvent event) {
        tx.handle().createUpdate("update room_event set event = :event where room_id = :room and seq = :seq")
                .bind("event", Json.write(event)).bind("room", room).bind("seq", seq).execute();
    }

    List<Seq> editEvents(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery("select event_seq from message_edit where room_id = :room and seq = :seq")
                .bind("room", room).bind("seq", seq).mapTo(Seq.class).list();
    }

    /** Answers given after this message, which may quote it. */
    List<StoredMessage> answersAfter(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery("""
                        select e.seq, e.event, null as body, null as mentions, 0 as recalled_by, false as pinned
                        from message_answer a join room_event e on e.room_id = a.room_id and e.seq = a.seq
                        where a.room_id = :room and a.seq > :seq
                        """)
                .bind("room", room).bind("seq", seq).map(STORED).list();
    }

    void notePin(Tx tx, RoomId room, Seq seq, boolean pinned, Seq event) {
        tx.handle().createUpdate("""
                        insert into message_state (room_id, seq, pinned, pinned_at)
                        select :room, :seq, :pinned, at from room_event where room_id = :room and seq = :event
                        on conflict (room_id, seq) do update
                            set pinned = excluded.pinned, pinned_at = excluded.pinned_at
                        """)
                .bind("room", room).bind("seq", seq).bind("pinned", pinned).bind("event", event).execute();
    }

    /** What became of the calls of a message so far, as {@link CallStates} writes it; null: nothing. */
    String calls(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery("select calls from message_state where room_id = :room and seq = :seq")
                .bind("room", room).bind("seq", seq).mapTo(String.class).findOne().orElse(null);
    }

    Instant timeOf(Tx tx, RoomId room, Seq event) {
        return tx.handle().createQuery("select at from room_event where room_id = :room and seq = :event")
                .bind("room", room).bind("event", event).mapTo(Instant.class).one();
    }

    void noteCalls(Tx tx, RoomId room, Seq seq, String calls) {
        tx.handle().createUpdate("""
                        insert into message_state (room_id, seq, calls) values (:room, :seq, :calls)
                        on conflict (room_id, seq) do update set calls = excluded.calls
                        """)
                .bind("room", room).bind("seq", seq).bind("calls", calls).execute();
    }

    int countPins(Tx tx, RoomId room) {
        return tx.handle().createQuery("select count(*) from message_state where room_id = :room and pinned")
                .bind("room", room).mapTo(Integer.class).one();
    }
}
