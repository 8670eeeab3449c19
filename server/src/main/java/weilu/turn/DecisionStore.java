package weilu.turn;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;

/** Decisions that cannot be told from the log alone. */
final class DecisionStore {
    /** Writes all in one statement; the last word about a message counts. */
    void put(Tx tx, Collection<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        tx.handle().createUpdate("""
                        insert into trigger_decision (room_id, member_id, seq, rule, numbers, at)
                        select room, agent, seq, rule, numbers::jsonb, :at
                        from unnest(:rooms, :agents, :seqs, :rules, :numbers) as d (room, agent, seq, rule, numbers)
                        on conflict (member_id, seq) do update set rule = excluded.rule, numbers = excluded.numbers,
                            at = excluded.at
                        """)
                .bind("rooms", stream(decisions).map(Decision::room).toArray(RoomId[]::new))
                .bind("agents", stream(decisions).map(Decision::agent).toArray(MemberId[]::new))
                .bind("seqs", stream(decisions).map(Decision::message).toArray(Seq[]::new))
                .bind("rules", stream(decisions).map(one -> Rows.stored(one.rule())).toArray(String[]::new))
                .bind("numbers", stream(decisions).map(one -> Json.write(one.numbers())).toArray(String[]::new))
                .bind("at", decisions.iterator().next().at())
                .execute();
    }

    List<Decision> about(Tx tx, RoomId room, Seq message) {
        return tx.handle().createQuery("""
                        select room_id, member_id, seq, rule, numbers::text as numbers, at from trigger_decision
                        where room_id = :room and seq = :seq
                        """)
                .bind("room", room).bind("seq", message)
                .map((row, context) -> new Decision(new RoomId(row.getLong("room_id")),
                        new MemberId(row.getLong("member_id")), new Seq(row.getLong("seq")),
                        Rows.constant(row, "rule", TriggerRule.class), numbers(row.getString("numbers")),
                        Rows.instant(row, "at")))
                .list();
    }

    private static Map<String, Long> numbers(String json) {
        return Json.read(json, Numbers.class).values();
    }

    /** A map with a type of its own, so that it can be read. */
    private record Numbers(@com.fasterxml.jackson.annotation.JsonValue Map<String, Long> values) {
        @com.fasterxml.jackson.annotation.JsonCreator(
                mode = com.fasterxml.jackson.annotation.JsonCreator.Mode.DELEGATING)
        private Numbers {}
    }

    private static Stream<Decision> stream(Collection<Decision> decisions) {
        return decisions.stream();
    }
}
