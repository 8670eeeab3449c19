package weilu.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.gateway.OutboundLedger.Line;
import weilu.gateway.OutboundLedger.Parcel;
import weilu.gateway.OutboundLedger.Reason;
import weilu.id.AccountId;
import weilu.id.ChainId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/** The rows of the outbound ledger. */
final class OutboundStore {
    private static final RowMapper<Line> LINE = (row, context) -> new Line(
            row.getLong("id"), turn(row), member(row),
            row.getString("provider_name"), row.getString("provider_host"), row.getString("model"),
            Rows.longs(row, "messages").stream().map(Seq::new).toList(), row.getLong("bytes"),
            Rows.instant(row, "at"), row.getString("outcome"), count(row, "prompt_tokens"), count(row, "answer_tokens"),
            agent(row), row.getString("purpose"), row.getBoolean("local"), Rows.texts(row, "files"));

    long insert(Tx tx, Reason reason, Parcel parcel, Instant at) {
        Endpoint endpoint = parcel.endpoint();
        return tx.handle().createQuery("""
                        insert into outbound_call (room_id, turn_id, asked_by, provider_name, provider_host, model,
                                                   messages, bytes, at, person, agent, purpose, chain_id, local, files)
                        values (:room, :turn, :askedBy, :name, :host, :model, :messages, :bytes, :at, :person, :agent,
                                :purpose, :chain, :local, :files)
                        returning id
                        """)
                .bindByType("room", reason.room(), RoomId.class).bindByType("turn", reason.turn(), TurnId.class)
                .bindByType("askedBy", reason.askedBy(), MemberId.class)
                .bind("person", reason.person()).bindByType("agent", reason.agent(), AccountId.class)
                .bind("purpose", Rows.stored(reason.purpose())).bindByType("chain", reason.chain(), ChainId.class)
                .bind("local", endpoint.reach() == Reach.LOCAL)
                .bind("files", parcel.prompt().files().toArray(String[]::new))
                .bind("name", endpoint.providerName()).bind("host", endpoint.base().origin().toString())
                .bind("model", endpoint.model())
                .bind("messages", parcel.prompt().messages().toArray(Seq[]::new))
                .bind("bytes", parcel.bytes()).bind("at", at).mapTo(long.class).one();
    }

    /** It did not leave after all. */
    void delete(Tx tx, long line) {
        tx.handle().createUpdate("delete from outbound_call where id = :line").bind("line", line).execute();
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

    private static TurnId turn(ResultSet row) throws SQLException {
        String id = row.getString("turn_id");
        return id == null ? null : TurnId.fromString(id);
    }

    private static MemberId member(ResultSet row) throws SQLException {
        long id = row.getLong("asked_by");
        return row.wasNull() ? null : new MemberId(id);
    }

    private static AccountId agent(ResultSet row) throws SQLException {
        long id = row.getLong("agent");
        return row.wasNull() ? null : new AccountId(id);
    }

    private static Integer count(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
