package weilu.message;

import java.util.List;
import java.util.Optional;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.room.ModelConsent;
import weilu.room.RoomLog.Place;

/** The statements about where forwarded messages came from. */
final class OriginStore {
    void note(Tx tx, List<PostRow> rows) {
        tx.handle().createUpdate("""
                        insert into forwarded (room_id, seq, from_room, from_member, at_most)
                        select * from unnest(:rooms, :seqs, :fromRooms, :fromMembers, :atMost)
                        """)
                .bind("rooms", rows.stream().map(PostRow::room).toArray(RoomId[]::new))
                .bind("seqs", rows.stream().map(PostRow::seq).toArray(Seq[]::new))
                .bind("fromRooms", rows.stream().map(row -> row.origin().room()).toArray(RoomId[]::new))
                .bind("fromMembers", rows.stream().map(row -> row.origin().author()).toArray(MemberId[]::new))
                .bind("atMost", rows.stream().map(row -> Rows.stored(row.origin().atMost())).toArray(String[]::new))
                .execute();
    }

    Optional<Origin> find(Tx tx, RoomId room, Seq seq) {
        return tx.handle().createQuery("select * from forwarded where room_id = :room and seq = :seq")
                .bind("room", room).bind("seq", seq)
                .map((row, context) -> {
                    long author = row.getLong("from_member");
                    return new Origin(new Place(room, seq), new RoomId(row.getLong("from_room")),
                            author == 0 ? null : new MemberId(author), Rows.constant(row, "at_most", ModelConsent.class));
                })
                .findOne();
    }
}
