package weilu.message;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.ExportRoom.Export;

/** The statements about who exported a room. */
final class ExportStore {
    private static final RowMapper<Export> EXPORT = (row, context) -> new Export(
            row.getObject("id", UUID.class), new MemberId(row.getLong("member_id")), Rows.instant(row, "at"),
            new Seq(row.getLong("up_to")), row.getBoolean("files"));

    /** Nothing changes when the id is there already. */
    void insert(Tx tx, RoomId room, Export export) {
        tx.handle().createUpdate("""
                        insert into room_export (id, room_id, member_id, at, up_to, files)
                        values (:id, :room, :member, :at, :upTo, :files) on conflict (id) do nothing
                        """)
                .bind("id", export.id()).bind("room", room).bind("member", export.by()).bind("at", export.at())
                .bind("upTo", export.upTo()).bind("files", export.files()).execute();
    }

    Optional<Export> find(Tx tx, RoomId room, UUID id) {
        return tx.handle().createQuery("select * from room_export where id = :id and room_id = :room")
                .bind("id", id).bind("room", room).map(EXPORT).findOne();
    }

    ZoneId zone(Tx tx, AccountId account) {
        return ZoneId.of(tx.handle().createQuery("select time_zone from account where id = :account")
                .bind("account", account).mapTo(String.class).one());
    }

    int count(Tx tx, MemberId member, Instant since) {
        return tx.handle().createQuery("select count(*) from room_export where member_id = :member and at > :since")
                .bind("member", member).bind("since", since).mapTo(Integer.class).one();
    }

    /** The last ones, newest first. */
    List<Export> last(Tx tx, RoomId room, int limit) {
        return tx.handle().createQuery("select * from room_export where room_id = :room order by at desc, id limit :limit")
                .bind("room", room).bind("limit", limit).map(EXPORT).list();
    }
}
