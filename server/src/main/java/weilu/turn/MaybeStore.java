package weilu.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** What agents will look at once more. */
final class MaybeStore {
    private static final RowMapper<Maybe> MAYBE = (row, context) -> new Maybe(new RoomId(row.getLong("room_id")),
            new MemberId(row.getLong("member_id")), new Seq(row.getLong("seq")),
            Rows.constant(row, "rule", TriggerRule.class));

    /** Takes the place of an earlier one, which is returned. */
    Optional<Maybe> put(Tx tx, Maybe maybe, Instant dueAt) {
        Optional<Maybe> earlier = tx.handle().createQuery("""
                        select room_id, member_id, seq, rule from agent_maybe
                        where room_id = :room and member_id = :agent and seq < :seq for update
                        """)
                .bind("room", maybe.room()).bind("agent", maybe.agent()).bind("seq", maybe.message()).map(MAYBE).findOne();
        tx.handle().createUpdate("""
                        insert into agent_maybe (room_id, member_id, seq, rule, due_at) values (:room, :agent, :seq, :rule, :due)
                        on conflict (room_id, member_id) do update
                            set seq = :seq, rule = :rule, due_at = :due, claimed_until = null
                            where agent_maybe.seq < :seq
                        """)
                .bind("room", maybe.room()).bind("agent", maybe.agent()).bind("seq", maybe.message())
                .bind("rule", Rows.stored(maybe.rule())).bind("due", dueAt).execute();
        return earlier;
    }

    /** Takes those whose time has come and that nobody looks at. */
    List<Maybe> claimDue(Tx tx, Instant now, Instant until, int limit) {
        return tx.handle().createQuery("""
                        update agent_maybe set claimed_until = :until
                        where (room_id, member_id) in (
                            select room_id, member_id from agent_maybe
                            where due_at <= :now and (claimed_until is null or claimed_until < :now)
                            order by due_at limit :limit for update skip locked)
                        returning room_id, member_id, seq, rule
                        """)
                .bind("now", now).bind("until", until).bind("limit", limit).map(MAYBE).list();
    }

    /** Tells whether it was still there: whoever removes it has the last word about it. */
    boolean remove(Tx tx, Maybe maybe) {
        return tx.handle().createUpdate("""
                        delete from agent_maybe where room_id = :room and member_id = :agent and seq = :seq
                        """)
                .bind("room", maybe.room()).bind("agent", maybe.agent()).bind("seq", maybe.message()).execute() == 1;
    }

    void removeAll(Tx tx, RoomId room) {
        tx.handle().createUpdate("delete from agent_maybe where room_id = :room").bind("room", room).execute();
    }

    boolean isAny(Tx tx) {
        return tx.handle().createQuery("select exists (select 1 from agent_maybe)").mapTo(boolean.class).one();
    }

    /** How often a model was asked of late whether this agent should speak here. */
    int consulted(Tx tx, Maybe maybe, Instant now) {
        return tx.handle().createQuery("""
                        select count(*) from trigger_decision
                        where room_id = :room and member_id = :agent and at > :since
                            and rule in ('spoke_up', 'model_said_no', 'model_failed')
                        """)
                .bind("room", maybe.room()).bind("agent", maybe.agent()).bind("since", now.minus(Duration.ofHours(1)))
                .mapTo(int.class).one();
    }

    /** Whether somebody else has said something since. */
    boolean hasMovedOn(Tx tx, Maybe maybe, MemberId author) {
        return tx.handle().createQuery("""
                        select exists (select 1 from room_event where room_id = :room and seq > :seq
                            and kind = 'messagePosted' and author <> :author)
                        """)
                .bind("room", maybe.room()).bind("seq", maybe.message()).bind("author", author)
                .mapTo(boolean.class).one();
    }
}
