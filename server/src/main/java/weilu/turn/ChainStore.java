package weilu.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.Json;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessagePosted;

/** What agents have said because of one message of a person. */
final class ChainStore {
    /** Where a chain began: the person's message, and who wrote it. */
    record Root(Seq chain, MemberId asker) {}

    /**
     * A turn of a chain.
     *
     * @param askedBy the author of what it answers
     * @param reply where its reply stands, or null
     */
    record Link(MemberId agent, Seq trigger, MemberId askedBy, int hops, Seq reply, String words) {}

    /** The chain that a reply with this turn's id belongs to. */
    Optional<Root> rootOf(Tx tx, RoomId room, TurnId turn) {
        return tx.handle().createQuery("select chain_seq, asker from turn where id = :id and room_id = :room")
                .bind("id", turn).bind("room", room)
                .map((row, context) -> new Root(new Seq(row.getLong("chain_seq")), new MemberId(row.getLong("asker"))))
                .findOne();
    }

    /** All turns of a chain, in the order of their triggers. */
    List<Link> links(Tx tx, RoomId room, Seq chain) {
        return tx.handle().createQuery("""
                        select t.member_id, t.trigger_seq, q.author as asked_by, t.hops, a.seq as reply, a.event
                        from turn t
                        left join room_event q on q.room_id = t.room_id and q.seq = t.trigger_seq
                        left join room_event a on a.author = t.member_id and a.client_message_id = t.id
                        where t.room_id = :room and t.chain_seq = :chain order by t.trigger_seq, t.member_id
                        """)
                .bind("room", room).bind("chain", chain)
                .map((row, context) -> {
                    long askedBy = row.getLong("asked_by");
                    String event = row.getString("event");
                    return new Link(new MemberId(row.getLong("member_id")), new Seq(row.getLong("trigger_seq")),
                            askedBy == 0 ? null : new MemberId(askedBy), row.getInt("hops"),
                            event == null ? null : new Seq(row.getLong("reply")), words(event));
                })
                .list();
    }

    private static String words(String event) {
        return event == null ? "" : ((MessagePosted) Json.read(event, RoomEvent.class)).body();
    }

    /** When the agent answered last before a message, if that answered this member, and nobody else has spoken since. */
    Optional<Instant> undisturbedReply(Tx tx, RoomId room, MemberId agent, MemberId asker, Seq before) {
        return tx.handle().createQuery("""
                        select e.at from (
                            select seq, at, client_message_id from room_event
                            where room_id = :room and author = :agent and kind = 'messagePosted' and seq < :before
                                and seq >= :before - :reach
                            order by seq desc limit 1) as e
                        join turn t on t.id = e.client_message_id
                        where (t.asker = :asker or exists (
                            select 1 from turn_also o where o.turn_id = t.id and o.member_id = :asker)) and not exists (
                            select 1 from room_event x where x.room_id = :room and x.seq > e.seq and x.seq < :before
                                and x.kind = 'messagePosted' and x.author <> :asker)
                        """)
                .bind("room", room).bind("agent", agent).bind("asker", asker).bind("before", before)
                .bind("reach", TriggerFacts.REACH)
                .map((row, context) -> Rows.instant(row, "at")).findOne();
    }

    /** What a chain took; the outbound ledger knows the tokens by turn. */
    Why.Chain bill(Tx tx, RoomId room, Seq chain) {
        return tx.handle().createQuery("""
                        select count(distinct t.id) as turns, coalesce(sum(c.prompt_tokens), 0) as prompt_tokens,
                               coalesce(sum(c.answer_tokens), 0) as answer_tokens
                        from turn t left join outbound_call c on c.room_id = t.room_id and c.turn_id = t.id
                        where t.room_id = :room and t.chain_seq = :chain
                        """)
                .bind("room", room).bind("chain", chain)
                .map((row, context) -> new Why.Chain(chain, row.getInt("turns"), row.getLong("prompt_tokens"),
                        row.getLong("answer_tokens")))
                .one();
    }

    /** No more turns for what was said up to now. */
    void stopUpToHead(Tx tx, RoomId room, MemberId by, Instant at) {
        tx.handle().createUpdate("""
                        insert into turn_stop (room_id, seq, by, at) select id, head_seq, :by, :at from room where id = :room
                        on conflict (room_id) do update set seq = greatest(turn_stop.seq, excluded.seq), by = :by, at = :at
                        """)
                .bind("room", room).bind("by", by).bind("at", at).execute();
    }
}
