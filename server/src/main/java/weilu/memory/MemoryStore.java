package weilu.memory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;

/** Memories, each of a person or of a room. */
final class MemoryStore {
    private static final RowMapper<Memory> MEMORY = (row, context) ->
            new Memory(row.getLong("id"), row.getString("text"), Rows.instant(row, "at"), toldIn(row));

    List<Memory> of(Tx tx, AccountId account) {
        return tx.handle().createQuery("select * from memory where account_id = :account order by id")
                .bind("account", account).map(MEMORY).list();
    }

    List<Memory> of(Tx tx, RoomId room) {
        return tx.handle().createQuery("select * from memory where room_id = :room order by id")
                .bind("room", room).map(MEMORY).list();
    }

    private static RoomId toldIn(ResultSet row) throws SQLException {
        long room = row.getLong("told_in");
        return room == 0 ? null : new RoomId(room);
    }

    void lock(Tx tx, AccountId account) {
        tx.handle().createQuery("select id from account where id = :account for no key update")
                .bind("account", account).mapTo(AccountId.class).one();
    }

    /** @param account or {@code room} is null */
    Memory insert(Tx tx, AccountId account, RoomId room, String text, RoomId toldIn, Instant at) {
        return tx.handle().createQuery("""
                        insert into memory (account_id, room_id, text, told_in, at)
                        values (:account, :room, :text, :toldIn, :at)
                        returning *
                        """)
                .bindByType("account", account == null ? null : account.value(), Long.class)
                .bindByType("room", room == null ? null : room.value(), Long.class)
                .bindByType("toldIn", toldIn == null ? null : toldIn.value(), Long.class)
                .bind("text", text).bind("at", at).map(MEMORY).one();
    }

    Optional<Memory> change(Tx tx, AccountId account, long id, String text, Instant at) {
        return tx.handle().createQuery("""
                        update memory set text = :text, at = :at where id = :id and account_id = :account
                        returning *
                        """)
                .bind("id", id).bind("account", account).bind("text", text).bind("at", at).map(MEMORY).findOne();
    }

    Optional<Memory> change(Tx tx, RoomId room, long id, String text, Instant at) {
        return tx.handle().createQuery("""
                        update memory set text = :text, at = :at where id = :id and room_id = :room
                        returning *
                        """)
                .bind("id", id).bind("room", room).bind("text", text).bind("at", at).map(MEMORY).findOne();
    }

    boolean delete(Tx tx, AccountId account, long id) {
        return tx.handle().createUpdate("delete from memory where id = :id and account_id = :account")
                .bind("id", id).bind("account", account).execute() == 1;
    }

    boolean delete(Tx tx, RoomId room, long id) {
        return tx.handle().createUpdate("delete from memory where id = :id and room_id = :room")
                .bind("id", id).bind("room", room).execute() == 1;
    }
}
