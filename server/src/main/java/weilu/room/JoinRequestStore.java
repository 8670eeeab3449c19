package weilu.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;

/** Who waits at the door of a private room. */
final class JoinRequestStore {
    /** @return whether the request is new, and not just repeated or declined after {@code declinedSince} */
    boolean ask(Tx tx, RoomId room, AccountId account, Instant at, Instant declinedSince) {
        return tx.handle().createUpdate("""
                        insert into join_request (room_id, account_id, asked_at) values (:room, :account, :at)
                        on conflict (room_id, account_id) do update set asked_at = :at, declined_at = null
                        where join_request.declined_at < :declinedSince
                        """)
                .bind("room", room).bind("account", account).bind("at", at).bind("declinedSince", declinedSince)
                .execute() == 1;
    }

    int countWaiting(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select count(*) from join_request where room_id = :room and declined_at is null
                        """)
                .bind("room", room).mapTo(Integer.class).one();
    }

    List<JoinRequest> waiting(Tx tx, RoomId room, int limit) {
        return tx.handle().createQuery("""
                        select q.account_id, a.display_name, a.picture, q.asked_at
                        from join_request q join account a on a.id = q.account_id
                        where q.room_id = :room and q.declined_at is null
                        order by q.asked_at, q.account_id limit :limit
                        """)
                .bind("room", room).bind("limit", limit)
                .map((row, context) -> new JoinRequest(new AccountId(row.getLong("account_id")),
                        row.getString("display_name"), row.getString("picture"), Rows.instant(row, "asked_at")))
                .list();
    }

    /** Takes the request out of the waiting ones; empty when it does not wait. */
    Optional<AccountId> take(Tx tx, RoomId room, AccountId account) {
        return tx.handle().createQuery("""
                        delete from join_request
                        where room_id = :room and account_id = :account and declined_at is null
                        returning account_id
                        """)
                .bind("room", room).bind("account", account).mapTo(AccountId.class).findOne();
    }

    boolean decline(Tx tx, RoomId room, AccountId account, Instant at) {
        return tx.handle().createUpdate("""
                        update join_request set declined_at = :at
                        where room_id = :room and account_id = :account and declined_at is null
                        """)
                .bind("room", room).bind("account", account).bind("at", at).execute() == 1;
    }

    void delete(Tx tx, RoomId room, AccountId account) {
        tx.handle().createUpdate("delete from join_request where room_id = :room and account_id = :account")
                .bind("room", room).bind("account", account).execute();
    }

    /** Members who may answer the requests. */
    List<MemberId> doorkeepers(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select id from member where room_id = :room and state = 'in' and role in ('admin', 'owner')
                        """)
                .bind("room", room).mapTo(MemberId.class).list();
    }
}
