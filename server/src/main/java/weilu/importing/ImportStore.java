package weilu.importing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/** Which import writes into a room now, and what has been imported into it. */
final class ImportStore {

    /** Takes the room for this run, unless another has renewed it since; tells whether it did. */
    boolean take(Tx tx, RoomId room, UUID run, Instant now, Instant staleBefore) {
        return tx.handle().createUpdate("""
                        insert into room_import (room_id, run, seen_at) values (:room, :run, :now)
                        on conflict (room_id) do update set run = excluded.run, seen_at = excluded.seen_at
                            where room_import.run is null or room_import.seen_at < :staleBefore
                        """)
                .bind("room", room).bind("run", run).bind("now", now).bind("staleBefore", staleBefore)
                .execute() == 1;
    }

    /** Locks the room for this run until the commit; false when another run has taken it. */
    boolean renew(Tx tx, RoomId room, UUID run, Instant now) {
        return tx.handle().createUpdate("update room_import set seen_at = :now where room_id = :room and run = :run")
                .bind("room", room).bind("run", run).bind("now", now).execute() == 1;
    }

    void giveBack(Tx tx, RoomId room, UUID run) {
        tx.handle().createUpdate("update room_import set run = null where room_id = :room and run = :run")
                .bind("room", room).bind("run", run).execute();
    }

    Optional<AccountId> findOwner(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select account_id from member where room_id = :room and role = 'owner' and state = 'in'
                        """)
                .bind("room", room).mapTo(AccountId.class).findOne();
    }

    /** @param name folded, as people sign in with */
    Optional<AccountId> findMember(Tx tx, RoomId room, String name) {
        return tx.handle().createQuery("""
                        select m.account_id from member m join account a on a.id = m.account_id
                        where m.room_id = :room and m.state = 'in' and a.sign_in_name = :name
                        """)
                .bind("room", room).bind("name", name).mapTo(AccountId.class).findOne();
    }

    /** Where those of these messages stand that are in the room. */
    Map<ClientMessageId, Seq> find(Tx tx, RoomId room, Collection<ClientMessageId> ids) {
        Map<ClientMessageId, Seq> found = new HashMap<>();
        tx.handle().createQuery("""
                        select client_message_id, seq from imported_message
                        where room_id = :room and client_message_id = any(:ids)
                        """)
                .bind("room", room)
                .bind("ids", ids.toArray(ClientMessageId[]::new))
                .map((row, context) -> found.put(
                        new ClientMessageId(row.getObject("client_message_id", UUID.class)),
                        new Seq(row.getLong("seq"))))
                .list();
        return found;
    }

    /** Notes that these messages stand one after the other, from this position on. */
    void insert(Tx tx, RoomId room, List<ClientMessageId> ids, Seq first) {
        tx.handle().createUpdate("""
                        insert into imported_message (room_id, client_message_id, seq)
                        select :room, id, :first + n - 1 from unnest(:ids) with ordinality as s (id, n)
                        """)
                .bind("room", room.value()).bind("first", first.value())
                .bind("ids", ids.toArray(ClientMessageId[]::new))
                .execute();
    }

    /** Old chats are no news: who has read all there is has read what now comes, too. */
    void moveReadMarks(Tx tx, RoomId room, int coming) {
        tx.handle().createUpdate("""
                        update member m set read_seq = r.head_seq + :coming from room r
                        where r.id = :room and m.room_id = r.id and m.state = 'in' and m.read_seq >= r.head_seq
                        """)
                .bind("room", room).bind("coming", coming).execute();
    }

    /** Members who have read all there is, at most so many. */
    List<MemberId> findUpToDate(Tx tx, RoomId room, int limit) {
        return tx.handle().createQuery("""
                        select m.id from member m join room r on r.id = m.room_id
                        where m.room_id = :room and m.state = 'in' and m.read_seq = r.head_seq limit :limit
                        """)
                .bind("room", room).bind("limit", limit).mapTo(MemberId.class).list();
    }
}
