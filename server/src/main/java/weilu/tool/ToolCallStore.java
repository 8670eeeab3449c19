package weilu.tool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.ToolCallId;
import weilu.id.TurnId;
import weilu.protocol.ToolCall.Approvers;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;

/** The rows of calls. */
final class ToolCallStore {
    /** The message that shows a call is the one its turn posted. */
    private static final String SELECT = """
            select c.*, e.seq as shown_in from tool_call c
            left join room_event e on e.author = c.agent and e.client_message_id = c.turn_id
            """;

    private static final RowMapper<StoredCall> CALL = (row, context) -> {
        long shownIn = row.getLong("shown_in");
        long decidedBy = row.getLong("decided_by");
        return new StoredCall(
                ToolCallId.fromString(row.getString("id")), TurnId.fromString(row.getString("turn_id")),
                new RoomId(row.getLong("room_id")), new MemberId(row.getLong("agent")), new MemberId(row.getLong("asker")),
                row.getString("tool"), Rows.constant(row, "effect", Effect.class), row.getString("arguments"),
                row.getString("hash"), Rows.constant(row, "approvers", Approvers.class),
                Rows.constant(row, "status", Status.class), shownIn == 0 ? null : new Seq(shownIn),
                decidedBy == 0 ? null : new MemberId(decidedBy), Rows.instant(row, "decided_at"),
                row.getString("approved_hash"), row.getString("result"), Rows.instant(row, "made_at"),
                Rows.instant(row, "ended_at"), new StoredCall.Brought(row.getString("told"), files(row)));
    };

    private static List<AttachmentId> files(ResultSet row) throws SQLException {
        return Stream.of((UUID[]) row.getArray("files").getArray()).map(AttachmentId::new).toList();
    }

    void insert(Tx tx, StoredCall call, Instant heldUntil) {
        tx.handle().createUpdate("""
                        insert into tool_call (id, turn_id, room_id, agent, asker, tool, effect, arguments, hash, approvers,
                                               status, result, made_at, ended_at, held_until)
                        values (:id, :turn, :room, :agent, :asker, :tool, :effect, :arguments, :hash, :approvers,
                                :status, :result, :madeAt, :endedAt, :heldUntil)
                        """)
                .bind("id", call.id()).bind("turn", call.turn()).bind("room", call.room()).bind("agent", call.agent())
                .bind("asker", call.asker()).bind("tool", call.tool()).bind("effect", Rows.stored(call.effect()))
                .bind("arguments", call.arguments()).bind("hash", call.hash())
                .bind("approvers", call.approvers() == null ? null : Rows.stored(call.approvers()))
                .bind("status", Rows.stored(call.status())).bind("result", call.result()).bind("madeAt", call.madeAt())
                .bindByType("endedAt", call.endedAt(), Instant.class)
                .bindByType("heldUntil", heldUntil, Instant.class).execute();
    }

    int countOfTurn(Tx tx, TurnId turn) {
        return tx.handle().createQuery("select count(*) from tool_call where turn_id = :turn")
                .bind("turn", turn).mapTo(int.class).one();
    }

    /** What a broken-off try of the turn left behind and nobody was shown. */
    void discard(Tx tx, TurnId turn, Instant at) {
        tx.handle().createUpdate("""
                        update tool_call set status = 'expired', ended_at = :at where turn_id = :turn and status = 'pending'
                        """)
                .bind("turn", turn).bind("at", at).execute();
    }

    List<StoredCall> ofTurn(Tx tx, TurnId turn) {
        return tx.handle().createQuery(SELECT + "where c.turn_id = :turn order by c.made_at, c.id")
                .bind("turn", turn).map(CALL).list();
    }

    Optional<StoredCall> find(Tx tx, RoomId room, ToolCallId id) {
        return tx.handle().createQuery(SELECT + "where c.id = :id and c.room_id = :room for update of c")
                .bind("id", id).bind("room", room).map(CALL).findOne();
    }

    void decide(Tx tx, ToolCallId id, Status status, MemberId by, String hash, Instant at) {
        tx.handle().createUpdate("""
                        update tool_call set status = :status, decided_by = :by, decided_at = :at, approved_hash = :hash
                        where id = :id and status = 'pending'
                        """)
                .bind("id", id).bind("status", Rows.stored(status)).bind("by", by).bind("at", at)
                .bindByType("hash", hash, String.class).execute();
    }

    /** Takes an approved call that nobody has ever begun; empty when somebody did. */
    Optional<StoredCall> claim(Tx tx, ToolCallId id, Instant until) {
        int claimed = tx.handle().createUpdate("""
                        update tool_call set held_until = :until
                        where id = :id and status = 'approved' and held_until is null and not stop_asked
                        """)
                .bind("id", id).bind("until", until).execute();
        return claimed == 0 ? Optional.empty() : tx.handle().createQuery(SELECT + "where c.id = :id")
                .bind("id", id).map(CALL).findOne();
    }

    /** Ends a call that runs; false when it is no longer so. */
    boolean end(Tx tx, ToolCallId id, Status status, String result, StoredCall.Brought brought, Instant at) {
        return tx.handle().createUpdate("""
                        update tool_call set status = :status, result = :result, told = :told, files = :files, ended_at = :at
                        where id = :id and status = 'approved'
                        """)
                .bind("id", id).bind("status", Rows.stored(status)).bind("result", result)
                .bindByType("told", brought.text(), String.class)
                .bind("files", brought.files().toArray(AttachmentId[]::new)).bind("at", at).execute() == 1;
    }

    /** What was kept for an answer that has long been given. */
    void forgetTold(Tx tx, Instant endedBefore) {
        tx.handle().createUpdate("update tool_call set told = null where told is not null and ended_at < :before")
                .bind("before", endedBefore).execute();
    }

    /** Approved, and begun by nobody. */
    List<ToolCallId> waiting(Tx tx, int limit) {
        return tx.handle().createQuery("""
                        select id from tool_call where status = 'approved' and held_until is null and not stop_asked
                        order by decided_at limit :limit
                        """)
                .bind("limit", limit).mapTo(ToolCallId.class).list();
    }

    /** Approved calls of a room that are not over, and need a person's yes; one of them, or all. */
    List<ToolCallId> askToStop(Tx tx, RoomId room, ToolCallId id) {
        return tx.handle().createQuery("""
                        update tool_call set stop_asked = true
                        where room_id = :room and status = 'approved' and approvers is not null
                            and (:id::uuid is null or id = :id)
                        returning id
                        """)
                .bind("room", room).bindByType("id", id, ToolCallId.class).mapTo(ToolCallId.class).list();
    }

    /** Those among these that somebody wants to end. */
    List<ToolCallId> toStop(Tx tx, Collection<ToolCallId> running) {
        return tx.handle().createQuery("select id from tool_call where id = any(:ids) and stop_asked")
                .bind("ids", running.toArray(ToolCallId[]::new)).mapTo(ToolCallId.class).list();
    }

    /** Stopped before anybody began them. */
    List<StoredCall> neverBegun(Tx tx, int limit) {
        return tx.handle().createQuery(SELECT + """
                        where c.status = 'approved' and c.held_until is null and c.stop_asked limit :limit for update of c
                        """)
                .bind("limit", limit).map(CALL).list();
    }

    /** Begun by a node that did not end them in time: nobody knows. */
    List<StoredCall> lost(Tx tx, Instant now, int limit) {
        return tx.handle().createQuery(SELECT + """
                        where c.status = 'approved' and c.held_until < :now order by c.made_at limit :limit for update of c
                        """)
                .bind("now", now).bind("limit", limit).map(CALL).list();
    }

    /** Nobody said yes or no in time. */
    List<StoredCall> overdue(Tx tx, Instant before, int limit) {
        return tx.handle().createQuery(SELECT + """
                        where c.status = 'pending' and c.made_at < :before order by c.made_at limit :limit for update of c
                        """)
                .bind("before", before).bind("limit", limit).map(CALL).list();
    }

    void expire(Tx tx, ToolCallId id, Instant at) {
        tx.handle().createUpdate("update tool_call set status = 'expired', ended_at = :at where id = :id")
                .bind("id", id).bind("at", at).execute();
    }

    /** The last calls of the room before this time, newest first. */
    List<StoredCall> page(Tx tx, RoomId room, Instant before, int limit) {
        return tx.handle().createQuery(SELECT + """
                        where c.room_id = :room and c.made_at < :before order by c.made_at desc, c.id limit :limit
                        """)
                .bind("room", room).bind("before", before).bind("limit", limit).map(CALL).list();
    }

    boolean isAgent(Tx tx, AccountId account) {
        return tx.handle().createQuery("select kind = 'agent' from account where id = :account")
                .bind("account", account).mapTo(boolean.class).one();
    }
}
