package weilu.redpacket;

import java.time.Instant;
import java.util.Optional;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.MemberView;

/** What sending looks up. */
final class SendStore {
    /** What this member of the room is; empty when they are not in it. */
    Optional<MemberView.Kind> kindIn(Tx tx, RoomId room, MemberId member) {
        return tx.handle().createQuery("""
                        select a.kind from member m join account a on a.id = m.account_id
                        where m.room_id = :room and m.id = :member and m.state = 'in'
                        """)
                .bind("room", room).bind("member", member)
                .map((row, context) -> Rows.constant(row, "kind", MemberView.Kind.class)).findOne();
    }

    int countSince(Tx tx, AccountId sender, Instant since) {
        return tx.handle().createQuery("select count(*) from red_packet where sender_account = :sender and created_at >= :since")
                .bind("sender", sender).bind("since", since).mapTo(Integer.class).one();
    }

    /** Whether this id belongs to a message of another kind. */
    boolean isPosted(Tx tx, MemberId author, ClientMessageId id) {
        return tx.handle().createQuery("""
                        select exists (select from room_event where author = :author and client_message_id = :id)
                        """)
                .bind("author", author).bind("id", id).mapTo(Boolean.class).one();
    }
}
