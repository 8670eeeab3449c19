package weilu.message;

import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** The statements about reactions. */
final class ReactionStore {
    boolean has(Tx tx, RoomId room, Seq seq, MemberId member, Emoji emoji) {
        return tx.handle().createQuery("""
                        select exists (select 1 from reaction
                            where room_id = :room and seq = :seq and member_id = :member and emoji = :emoji)
                        """)
                .bind("room", room).bind("seq", seq).bind("member", member).bind("emoji", emoji.text())
                .mapTo(Boolean.class).one();
    }

    /** How many kinds of emoji stand there, not counting this one. */
    int countOtherKinds(Tx tx, RoomId room, Seq seq, Emoji emoji) {
        return tx.handle().createQuery("""
                        select count(distinct emoji) from reaction
                        where room_id = :room and seq = :seq and emoji <> :emoji
                        """)
                .bind("room", room).bind("seq", seq).bind("emoji", emoji.text()).mapTo(Integer.class).one();
    }

    void insert(Tx tx, RoomId room, Seq seq, MemberId member, Emoji emoji, Seq event) {
        tx.handle().createUpdate("""
                        insert into reaction (room_id, seq, member_id, emoji, at_seq, kind_seq)
                        select :room, :seq, :member, :emoji, :event, coalesce(min(kind_seq), :event)
                        from reaction where room_id = :room and seq = :seq and emoji = :emoji
                        """)
                .bind("room", room).bind("seq", seq).bind("member", member).bind("emoji", emoji.text())
                .bind("event", event).execute();
    }

    void delete(Tx tx, RoomId room, Seq seq, MemberId member, Emoji emoji) {
        tx.handle().createUpdate("""
                        delete from reaction
                        where room_id = :room and seq = :seq and member_id = :member and emoji = :emoji
                        """)
                .bind("room", room).bind("seq", seq).bind("member", member).bind("emoji", emoji.text()).execute();
    }
}
