package weilu.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.gateway.OutboundLedger.Line;
import weilu.gateway.OutboundLedger.Reason;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/** The rows of the outbound ledger. */
final class OutboundStore {
    private static final RowMapper<Line> LINE = (row, context) -> new Line(
            row.getLong("id"), TurnId.fromString(row.getString("turn_id")), new MemberId(row.getLong("asked_by")),
            row.getString("provider_name"), row.getString("provider_host"), row.getString("model"),
            Rows.longs(row, "messages").stream().map(Seq::new).toList(), row.getLong("bytes"),
            Rows.instant(row, "at"), row.getString("outcome"), count(row, "prompt_tokens"), count(row, "answer_tokens"));

    long insert(Tx tx, Reason reason, Endpoint endpoint, List<Seq> messages, long bytes, Instant at) {
        return tx.handle().createQuery("""
                        insert into outbound_call (room_id, turn_id, asked_by, provider_name, provider_host, model,
                                                   messages, bytes, at)
                        values (:room, :turn, :askedBy, :name, :host, :model, :messages, :bytes, :at)
                        returning id
                        """)
                .bind("room", reason.room()).bind("turn", reason.turn()).bind("askedBy", reason.askedBy())
                .bind("name", endpoint.providerName()).bind("host", endpoint.base().origin().toString())
                .bind("model", endpoint.model())
                .bind("messages", messages.toArray(Seq[]::new))
                .bind("bytes", bytes).bind("at", at).mapTo(long.class).one();
    }

    void end(Tx tx, long line, String outcome, Usage usage, Instant at) {
        tx.handle().createUpdate("""
                        update outbound_call set outcome = :outcome, prompt_tokens = :promptTokens,
                            answer_tokens = :answerTokens, ended_at = :at
                        where id = :line
                        """)
                .bind("line", line).bind("outcome", outcome)
                .bindByType("promptTokens", usage.promptTokens(), Integer.class)
                .bindByType("answerTokens", usage.answerTokens(), Integer.class)
                .bind("at", at).execute();
    }

    List<Line> list(Tx tx, RoomId room, long before, int limit) {
        return tx.handle().createQuery("""
                        select * from outbound_call where room_id = :room and id < :before
                        order by id desc limit :limit
                        """)
                .bind("room", room).bind("before", before).bind("limit", limit).map(LINE).list();
    }

    private static Integer count(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
