package weilu.turn;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** Finds positions in a room's log. */
final class LogPlaces {

    /** The position before the last so many messages. */
    Seq beforeLast(Tx tx, RoomId room, Seq upTo, int messages) {
        return tx.handle().createQuery("""
                        select coalesce(min(seq) - 1, 0) from (
                            select seq from room_event
                            where room_id = :room and seq <= :upTo and kind = 'messagePosted'
                            order by seq desc limit :messages) as last
                        """)
                .bind("room", room).bind("upTo", upTo).bind("messages", messages).mapTo(Seq.class).one();
    }

    /** The last position that was written before this time; the beginning when there is none. */
    Seq before(Tx tx, RoomId room, Instant at) {
        return tx.handle().createQuery("""
                        select seq from room_event where room_id = :room and at < :at order by seq desc limit 1
                        """)
                .bind("room", room).bind("at", at).mapTo(Seq.class).findOne().orElse(Seq.START);
    }

    /** The last message of this member up to a position; the beginning when there is none. */
    Seq lastBy(Tx tx, RoomId room, MemberId member, Seq upTo) {
        return tx.handle().createQuery("""
                        select seq from room_event
                        where room_id = :room and seq <= :upTo and kind = 'messagePosted' and author = :member
                        order by seq desc limit 1
                        """)
                .bind("room", room).bind("upTo", upTo).bind("member", member)
                .mapTo(Seq.class).findOne().orElse(Seq.START);
    }

    /** How many messages of others came after one position up to another, counted as far as it matters. */
    int countOthers(Tx tx, RoomId room, MemberId member, Seq after, Seq upTo) {
        return tx.handle().createQuery("""
                        select count(*) from (
                            select 1 from room_event e
                            join member m on m.id = e.author
                            join account a on a.id = m.account_id and a.kind <> 'agent'
                            where e.room_id = :room and e.seq > :after and e.seq <= :upTo
                                and e.kind = 'messagePosted' and e.author <> :member
                            limit :limit) as others
                        """)
                .bind("room", room).bind("member", member).bind("after", after).bind("upTo", upTo)
                .bind("limit", FindStretch.UNREAD_MIN).mapTo(int.class).one();
    }

    /** The names of members, as the room shows them. */
    Map<MemberId, String> names(Tx tx, Collection<MemberId> members) {
        Map<MemberId, String> names = new HashMap<>();
        tx.handle().createQuery("""
                        select m.id, coalesce(m.name_when_left, a.display_name) as name
                        from member m join account a on a.id = m.account_id where m.id = any(:members)
                        """)
                .bind("members", members.toArray(MemberId[]::new))
                .map((row, context) -> names.put(new MemberId(row.getLong("id")), row.getString("name")))
                .list();
        return names;
    }

    String roomName(Tx tx, RoomId room) {
        return tx.handle().createQuery("select name from room where id = :room")
                .bind("room", room).mapTo(String.class).one();
    }
}
