package weilu.conversation;

import java.util.List;
import java.util.Optional;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.About;

/** Where whispers lie. */
final class WhisperStore {
    /** A message of a whisper, question or answer. */
    record Row(RoomId room, Seq seq, Seq about, String agent) {}

    /** The account of an agent who is in the room now. */
    Optional<AccountId> agent(Tx tx, RoomId room, MemberId member) {
        return tx.handle().createQuery("""
                        select a.id from member m join account a on a.id = m.account_id and a.kind = 'agent'
                        where m.room_id = :room and m.id = :member and m.state = 'in'
                        """)
                .bind("room", room).bind("member", member).mapTo(AccountId.class).findOne();
    }

    String language(Tx tx, AccountId account) {
        return tx.handle().createQuery("select language from account where id = :account")
                .bind("account", account).mapTo(String.class).one();
    }

    /** What an earlier try under this id was about: a repeat is the same whisper, however far the room's log grew since. */
    Optional<About> asked(Tx tx, RoomId direct, AccountId account, ClientMessageId id) {
        return tx.handle().createQuery("""
                        select w.about_room, w.about_seq from member m
                        join room_event e on e.author = m.id and e.client_message_id = :id
                        join whisper w on w.room_id = e.room_id and w.seq = e.seq
                        where m.room_id = :room and m.account_id = :account
                        """)
                .bind("room", direct).bind("account", account).bind("id", id)
                .map((row, context) -> new About(new RoomId(row.getLong("about_room")), new Seq(row.getLong("about_seq"))))
                .findOne();
    }

    /** The last messages of the account's whispers about this room, oldest first. */
    List<Row> last(Tx tx, RoomId about, AccountId account, int limit) {
        return tx.handle().createQuery("""
                        select * from (
                            select w.room_id, w.seq, w.about_seq, a.display_name, e.at
                            from member mine
                            join room r on r.id = mine.room_id and r.kind = 'direct'
                            join whisper w on w.about_room = :about and w.room_id = r.id
                            join room_event e on e.room_id = w.room_id and e.seq = w.seq
                            join member theirs on theirs.room_id = r.id and theirs.id <> mine.id
                            join account a on a.id = theirs.account_id
                            where mine.account_id = :account and mine.state = 'in'
                            order by e.at desc, w.seq desc limit :limit) as last
                        order by at, seq
                        """)
                .bind("about", about).bind("account", account).bind("limit", limit)
                .map((row, context) -> new Row(new RoomId(row.getLong("room_id")), new Seq(row.getLong("seq")),
                        new Seq(row.getLong("about_seq")), row.getString("display_name")))
                .list();
    }
}
