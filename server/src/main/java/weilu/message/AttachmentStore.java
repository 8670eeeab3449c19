package weilu.message;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.media.BlobHash;
import weilu.protocol.Attachment;

/** The statements about attachments. */
final class AttachmentStore {
    private static final RowMapper<StoredAttachment> STORED = (row, context) -> new StoredAttachment(
            view(row), new MemberId(row.getLong("uploader")), new BlobHash(row.getString("blob")),
            row.getString("thumbnail") == null ? null : new BlobHash(row.getString("thumbnail")),
            row.getObject("posted_at") != null);

    void insert(Tx tx, RoomId room, StoredAttachment stored, Instant at) {
        Attachment view = stored.view();
        tx.handle().createUpdate("""
                        insert into attachment (id, room_id, uploader, blob, thumbnail, kind, name, media_type, bytes,
                                                width, height, seconds, waveform, uploaded_at)
                        values (:id, :room, :uploader, :blob, :thumbnail, :kind, :name, :mediaType, :bytes,
                                :width, :height, :seconds, cast(:waveform as int[]), :at)
                        """)
                .bind("id", view.id()).bind("room", room).bind("uploader", stored.uploader())
                .bind("blob", stored.blob().hex())
                .bind("thumbnail", stored.thumbnail() == null ? null : stored.thumbnail().hex())
                .bind("kind", Rows.stored(view.kind())).bind("name", view.name()).bind("mediaType", view.mediaType())
                .bind("bytes", view.bytes()).bind("width", view.width()).bind("height", view.height())
                .bind("seconds", view.seconds())
                .bind("waveform", view.waveform() == null ? null : view.waveform().toString()
                        .replace('[', '{').replace(']', '}'))
                .bind("at", at).execute();
    }

    /** Whether the copy is there now: made by this, or by an earlier try. */
    boolean copy(Tx tx, RoomId from, AttachmentId id, RoomId into, AttachmentId copy, MemberId uploader, Instant at) {
        return tx.handle().createUpdate("""
                        insert into attachment (id, room_id, uploader, blob, thumbnail, kind, name, media_type, bytes,
                                                width, height, seconds, waveform, uploaded_at)
                        select :copy, :into, :uploader, blob, thumbnail, kind, name, media_type, bytes, width, height, seconds,
                               waveform, :at
                        from attachment where id = :id and room_id = :from and posted_at is not null
                        on conflict (id) do update set id = excluded.id
                        """)
                .bind("copy", copy).bind("into", into).bind("uploader", uploader).bind("at", at).bind("id", id)
                .bind("from", from).execute() == 1;
    }

    Optional<StoredAttachment> find(Tx tx, RoomId room, AttachmentId id) {
        return tx.handle().createQuery("select * from attachment where id = :id and room_id = :room")
                .bind("id", id).bind("room", room).map(STORED).findOne();
    }

    /** The agent's name; empty when the account is no agent's. */
    Optional<String> agentName(Tx tx, AccountId account) {
        return tx.handle().createQuery("select display_name from account where id = :account and kind = 'agent'")
                .bind("account", account).mapTo(String.class).findOne();
    }

    int countWaiting(Tx tx, MemberId uploader) {
        return tx.handle().createQuery("""
                        select count(*) from attachment where uploader = :uploader and posted_at is null
                        """)
                .bind("uploader", uploader).mapTo(Integer.class).one();
    }

    /** Marks those as posted that this member may post, if they are as many as asked for; else none. */
    List<Attachment> claim(Tx tx, RoomId room, MemberId uploader, Collection<AttachmentId> ids, Instant at) {
        return tx.handle().createQuery("""
                        with free as (
                            select id from attachment
                            where id = any(:ids) and room_id = :room and uploader = :uploader and posted_at is null
                            order by id for update
                        )
                        update attachment set posted_at = :at
                        where id in (select id from free) and (select count(*) from free) = :count
                        returning *
                        """)
                .bind("ids", ids.toArray(AttachmentId[]::new)).bind("room", room).bind("uploader", uploader)
                .bind("count", ids.size()).bind("at", at).map((row, context) -> view(row)).list();
    }

    void delete(Tx tx, RoomId room, Collection<AttachmentId> ids) {
        tx.handle().createUpdate("delete from attachment where room_id = :room and id = any(:ids)")
                .bind("room", room).bind("ids", ids.toArray(AttachmentId[]::new)).execute();
    }

    int deleteWaiting(Tx tx, Instant uploadedBefore) {
        return tx.handle().createUpdate("delete from attachment where posted_at is null and uploaded_at < :before")
                .bind("before", uploadedBefore).execute();
    }

    private static Attachment view(ResultSet row) throws SQLException {
        Array waveform = row.getArray("waveform");
        return new Attachment(new AttachmentId(row.getObject("id", UUID.class)),
                Rows.constant(row, "kind", Attachment.Kind.class), row.getString("name"), row.getString("media_type"),
                row.getLong("bytes"), row.getObject("width", Integer.class), row.getObject("height", Integer.class),
                row.getObject("seconds", Integer.class),
                waveform == null ? null : List.of((Integer[]) waveform.getArray()));
    }
}
