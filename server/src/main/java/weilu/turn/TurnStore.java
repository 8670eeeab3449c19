package weilu.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.ModelId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/** Turns, from trigger to end. */
final class TurnStore {
    /**
     * Nobody takes a turn for so long: a claim that reaches further was made by a clock that has been set back since, and its
     * holder, if it lives, renews it by the right one within seconds.
     */
    private static final Duration BELIEVED_MAX = Duration.ofMinutes(5);

    /** Reasons for which nobody has asked. */
    private static final String[] UNASKED = Stream.of(TriggerRule.KEYWORD, TriggerRule.SPOKE_UP, TriggerRule.JOINED)
            .map(Rows::stored).toArray(String[]::new);

    /** How many turns were made of late, and how many are not over. */
    record Load(int recentInRoom, int recentOfAsker, int openInRoom, int unasked, Instant lastUnasked) {}

    /** A turn that was taken, and how often it has been tried, this time included. */
    record Claimed(Turn turn, int attempts, boolean stopAsked) {}

    /** A turn that nobody runs. */
    record Abandoned(TurnId id, RoomId room) {}

    private static final RowMapper<Turn> TURN = (row, context) -> new Turn(
            TurnId.fromString(row.getString("id")), new RoomId(row.getLong("room_id")),
            new MemberId(row.getLong("member_id")), new Seq(row.getLong("trigger_seq")),
            new MemberId(row.getLong("asker")), new Seq(row.getLong("asker_read")),
            Rows.constant(row, "reason", TriggerRule.class), row.getInt("hops"), Rows.instant(row, "made_at"),
            new Seq(row.getLong("chain_seq")), row.getInt("attempt"), model(row.getLong("model_id")),
            row.getString("beside") == null ? null : TurnId.fromString(row.getString("beside")), row.getBoolean("merges"));

    private static ModelId model(long id) {
        return id == 0 ? null : new ModelId(id);
    }

    /** Writes the turn unless this agent has one for this trigger already; tells whether it did. */
    boolean insert(Tx tx, Turn turn) {
        return tx.handle().createUpdate("""
                        insert into turn (id, room_id, member_id, trigger_seq, asker, asker_read, reason, hops, made_at,
                                          chain_seq, attempt, model_id, beside, merges)
                        select :id, :room, :agent, :trigger, :asker, read_seq, :reason, :hops, :at,
                               :chain, :attempt, :model, :beside, :merges
                        from member where id = :asker and (:attempt <> 0 or not exists (
                            select 1 from turn_also a join turn t on t.id = a.turn_id
                            where a.room_id = :room and a.seq = :trigger and t.member_id = :agent))
                        on conflict do nothing
                        """)
                .bind("id", turn.id()).bind("room", turn.room()).bind("agent", turn.agent())
                .bind("trigger", turn.trigger()).bind("asker", turn.asker())
                .bind("reason", Rows.stored(turn.reason())).bind("hops", turn.hops()).bind("at", turn.madeAt())
                .bind("chain", turn.chain()).bind("attempt", turn.attempt())
                .bind("merges", turn.merges()).bindByType("model", turn.model(), ModelId.class)
                .bindByType("beside", turn.beside(), TurnId.class)
                .execute() == 1;
    }

    Load load(Tx tx, RoomId room, MemberId agent, MemberId asker, Instant now) {
        return tx.handle().createQuery("""
                        select count(*) filter (where made_at > :minuteAgo) as recent_room,
                               count(*) filter (where made_at > :minuteAgo and asker = :asker) as recent_asker,
                               count(*) filter (where ended_at is null) as open_room,
                               count(*) filter (where member_id = :agent and made_at > :hourAgo
                                                and reason = any(:unasked)) as unasked,
                               max(made_at) filter (where member_id = :agent and reason = any(:unasked)) as last_unasked
                        from turn where room_id = :room and (made_at > :hourAgo or ended_at is null)
                        """)
                .bind("room", room).bind("agent", agent).bind("asker", asker)
                .bind("minuteAgo", now.minusSeconds(60)).bind("hourAgo", now.minus(Duration.ofHours(1)))
                .bind("unasked", UNASKED)
                .map((row, context) -> new Load(row.getInt("recent_room"), row.getInt("recent_asker"),
                        row.getInt("open_room"), row.getInt("unasked"), Rows.instant(row, "last_unasked")))
                .one();
    }

    /** Takes a turn that nobody runs; empty when somebody does, or it is over. */
    Optional<Claimed> claim(Tx tx, TurnId id, Instant now, Instant until) {
        return tx.handle().createQuery("""
                        update turn set claimed_until = :until, attempts = attempts + 1, begun = true
                        where id = :id and ended_at is null
                            and (claimed_until is null or claimed_until < :now or claimed_until > :beyond)
                        returning *
                        """)
                .bind("id", id).bind("now", now).bind("until", until).bind("beyond", now.plus(BELIEVED_MAX))
                .map((row, context) -> new Claimed(
                        TURN.map(row, context), row.getInt("attempts"), row.getBoolean("stop_asked"))).findOne();
    }

    /** Turns that nobody runs, the oldest first. */
    List<Abandoned> abandoned(Tx tx, Instant now, int limit) {
        return tx.handle().createQuery("""
                        select id, room_id from turn where ended_at is null
                            and (claimed_until is null or claimed_until < :now or claimed_until > :beyond)
                        order by made_at limit :limit
                        """)
                .bind("now", now).bind("beyond", now.plus(BELIEVED_MAX)).bind("limit", limit)
                .map((row, context) -> new Abandoned(
                        TurnId.fromString(row.getString("id")), new RoomId(row.getLong("room_id"))))
                .list();
    }

    /**
     * Keeps hold of turns that run here; returns those that somebody asked to stop. One that is only about to be claimed
     * is left alone, or its own claim would find it taken.
     */
    List<TurnId> renew(Tx tx, Collection<TurnId> running, Instant until) {
        return tx.handle().createQuery("""
                        with kept as (
                            update turn set claimed_until = :until
                            where id = any(:ids) and ended_at is null and claimed_until is not null
                            returning id, stop_asked
                        )
                        select id from kept where stop_asked
                        """)
                .bind("ids", running.toArray(TurnId[]::new))
                .bind("until", until).mapTo(TurnId.class).list();
    }

    /** Lets go of turns that were broken off by no fault of theirs. */
    void release(Tx tx, Collection<TurnId> running) {
        tx.handle().createUpdate("""
                        update turn set claimed_until = null, attempts = greatest(attempts - 1, 0)
                        where id = any(:ids) and ended_at is null
                        """)
                .bind("ids", running.toArray(TurnId[]::new))
                .execute();
    }

    Optional<Turn> find(Tx tx, RoomId room, TurnId id) {
        return tx.handle().createQuery("select * from turn where id = :id and room_id = :room")
                .bind("id", id).bind("room", room).map(TURN).findOne();
    }

    /** When the words that the turn answers were changed last; empty when they never were. */
    Optional<Instant> changedAt(Tx tx, Turn turn) {
        return tx.handle().createQuery("""
                        select edited_at from message_state where room_id = :room and seq = :seq and edited_at is not null
                        """)
                .bind("room", turn.room()).bind("seq", turn.trigger()).mapTo(Instant.class).findOne();
    }

    void askToStop(Tx tx, TurnId id) {
        tx.handle().createUpdate("update turn set stop_asked = true where id = :id and ended_at is null")
                .bind("id", id).execute();
    }

    /** Asks all turns of a room that are not over to stop, and ends those that nobody has begun; returns the others. */
    List<TurnId> stopAll(Tx tx, RoomId room, Instant at) {
        tx.handle().createUpdate("""
                        update turn set stop_asked = true, ended_at = :at, outcome = 'stopped'
                        where room_id = :room and ended_at is null and (claimed_until is null or not begun)
                        """)
                .bind("room", room).bind("at", at).execute();
        return tx.handle().createQuery("""
                        update turn set stop_asked = true where room_id = :room and ended_at is null returning id
                        """)
                .bind("room", room).mapTo(TurnId.class).list();
    }

    /**
     * Lets nobody begin a turn before this time, so that others can be joined to it; it is taken up by itself then.
     *
     * @param behind the turn that it follows if that is over sooner, or null
     */
    void hold(Tx tx, TurnId id, Instant until, TurnId behind) {
        tx.handle().createUpdate("""
                        update turn set claimed_until = :until, waits_for = :behind where id = :id and not begun
                        """)
                .bind("id", id).bind("until", until).bindByType("behind", behind, TurnId.class).execute();
    }

    /** Turns of the agent in a room that are not over, but greetings; those that wait for more first. */
    List<Open> open(Tx tx, RoomId room, MemberId agent) {
        return tx.handle().createQuery("""
                        select id, asker, merges and not begun and not stop_asked as waits, begun from turn
                        where room_id = :room and member_id = :agent and ended_at is null and reason <> 'joined'
                        order by waits desc, made_at desc, trigger_seq desc
                        """)
                .bind("room", room).bind("agent", agent)
                .map((row, context) -> new Open(TurnId.fromString(row.getString("id")), new MemberId(row.getLong("asker")),
                        row.getBoolean("waits"), row.getBoolean("begun")))
                .list();
    }

    /** A turn that is not over. @param waits whether another ask can be joined to it */
    record Open(TurnId id, MemberId asker, boolean waits, boolean begun) {}

    /** The same with what it is about, for no message says it. */
    boolean insertScheduled(Tx tx, Turn turn, String wish) {
        return insert(tx, turn) && tx.handle().createUpdate("update turn set wish = :wish where id = :id")
                .bind("id", turn.id()).bind("wish", wish).execute() == 1;
    }

    String wish(Tx tx, TurnId id) {
        return tx.handle().createQuery("select wish from turn where id = :id").bind("id", id).mapTo(String.class).one();
    }

    /** Whether nobody has begun it yet; it is locked then, so that nobody begins it before this transaction ends. */
    boolean lockWaiting(Tx tx, TurnId id) {
        return tx.handle().createQuery("""
                        select id from turn where id = :id and merges and not begun and ended_at is null and not stop_asked
                        for update
                        """)
                .bind("id", id).mapTo(TurnId.class).findOne().isPresent();
    }

    /** Keeps the turn from ending until this transaction does; false when it is over already. */
    boolean lockOpen(Tx tx, TurnId id) {
        return tx.handle().createQuery("select id from turn where id = :id and ended_at is null for share")
                .bind("id", id).mapTo(TurnId.class).findOne().isPresent();
    }

    /** A greeting that nobody has begun; locked, too. */
    Optional<Turn> waitingGreeting(Tx tx, RoomId room, MemberId agent) {
        return tx.handle().createQuery("""
                        select * from turn where room_id = :room and member_id = :agent and reason = 'joined'
                            and ended_at is null and not begun and not stop_asked
                        order by made_at limit 1 for update
                        """)
                .bind("room", room).bind("agent", agent).map(TURN).findOne();
    }

    /** Has a turn answer this, too. */
    void join(Tx tx, TurnId turn, RoomId room, Seq seq, MemberId whose) {
        tx.handle().createUpdate("""
                        insert into turn_also (turn_id, room_id, seq, member_id) values (:turn, :room, :seq, :whose)
                        on conflict do nothing
                        """)
                .bind("turn", turn).bind("room", room).bind("seq", seq).bind("whose", whose).execute();
    }

    /** Has a turn answer all that another one answers. */
    void joinAll(Tx tx, TurnId first, TurnId turn) {
        tx.handle().createUpdate("""
                        insert into turn_also (turn_id, room_id, seq, member_id)
                        select :turn, room_id, seq, member_id from turn_also where turn_id = :first on conflict do nothing
                        """)
                .bind("turn", turn).bind("first", first).execute();
    }

    /** A message that a turn answers besides its trigger. */
    record Also(Seq seq, MemberId whose) {}

    /** In the order they were said. */
    List<Also> also(Tx tx, TurnId turn) {
        return tx.handle().createQuery("select seq, member_id from turn_also where turn_id = :turn order by seq")
                .bind("turn", turn)
                .map((row, context) -> new Also(new Seq(row.getLong("seq")), new MemberId(row.getLong("member_id")))).list();
    }

    /** Whether the agent has, or had, a turn that answers this message. */
    boolean isAnswered(Tx tx, RoomId room, MemberId agent, Seq seq) {
        return tx.handle().createQuery("""
                        select exists (select 1 from turn where member_id = :agent and trigger_seq = :seq and room_id = :room)
                            or exists (select 1 from turn_also a join turn t on t.id = a.turn_id
                                       where a.room_id = :room and a.seq = :seq and t.member_id = :agent)
                        """)
                .bind("room", room).bind("agent", agent).bind("seq", seq).mapTo(boolean.class).one();
    }

    boolean hasGreeted(Tx tx, MemberId agent, MemberId newcomer, Instant since) {
        return tx.handle().createQuery("""
                        select exists (
                            select 1 from turn t where t.room_id = (select room_id from member where id = :agent)
                                and t.member_id = :agent and t.reason = 'joined' and t.made_at > :since
                                and (t.asker = :newcomer or exists (
                                    select 1 from turn_also a where a.turn_id = t.id and a.member_id = :newcomer)))
                        """)
                .bind("agent", agent).bind("newcomer", newcomer).bind("since", since).mapTo(boolean.class).one();
    }

    /** All tries of an agent at one message, the first one first. */
    List<Ended> tries(Tx tx, RoomId room, MemberId agent, Seq trigger) {
        return tx.handle().createQuery("""
                        select * from turn where room_id = :room and member_id = :agent and trigger_seq = :trigger
                        order by attempt
                        """)
                .bind("room", room).bind("agent", agent).bind("trigger", trigger)
                .map((row, context) -> new Ended(
                        TURN.map(row, context), Rows.constant(row, "outcome", TurnEnd.class)))
                .list();
    }

    /**
     * Returns the turns that waited for this one, and wait for nobody now. They are looked for after it is locked: one that is
     * made to wait at this moment ({@link #lockOpen}) is seen, or has seen that there is nothing to wait for.
     */
    List<TurnId> end(Tx tx, TurnId id, TurnEnd end, Instant at) {
        tx.handle().createUpdate("update turn set ended_at = :at, outcome = :outcome where id = :id and ended_at is null")
                .bind("id", id).bind("at", at).bind("outcome", Rows.stored(end)).execute();
        return tx.handle().createQuery("""
                        update turn set claimed_until = null
                        where waits_for = :id and not begun and ended_at is null and id <> :id returning id
                        """)
                .bind("id", id).mapTo(TurnId.class).list();
    }

    /** Turns for a message, and the one whose reply it is; in the order they were made. */
    List<Ended> about(Tx tx, RoomId room, Seq message, TurnId own) {
        return tx.handle().createQuery("""
                        select * from turn where room_id = :room and (trigger_seq = :seq and reason <> 'schedule' or id = :own
                            or id in (select turn_id from turn_also where room_id = :room and seq = :seq))
                        order by made_at, attempt, member_id
                        """)
                .bind("room", room).bind("seq", message).bindByType("own", own, TurnId.class)
                .map((row, context) -> new Ended(TURN.map(row, context), Rows.constant(row, "outcome", TurnEnd.class)))
                .list();
    }

    /** A turn and how it ended, or null while it is not over. */
    record Ended(Turn turn, TurnEnd end) {}

    /** The reply to a turn, if it was posted. */
    Optional<Seq> reply(Tx tx, Turn turn) {
        return tx.handle().createQuery("""
                        select seq from room_event where author = :agent and client_message_id = :id
                        """)
                .bind("agent", turn.agent()).bind("id", turn.id()).mapTo(Seq.class).findOne();
    }
}
