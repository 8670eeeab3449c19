package weilu.room;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.db.Like;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.RoomChanged;
import weilu.protocol.RoomView;

/** Direct rooms by their pair, who may open one with whom, and blocks. */
final class DirectStore {
    /** How the two of a direct room are stored, whoever opened it. */
    static String pair(AccountId one, AccountId other) {
        long lower = Math.min(one.value(), other.value());
        long higher = Math.max(one.value(), other.value());
        return lower + ":" + higher;
    }

    /** Whoever opens, blocks or unblocks between these two waits for the other to commit. */
    void lockPair(Tx tx, String pair) {
        tx.handle().createQuery("select true from (select pg_advisory_xact_lock(hashtextextended('direct ' || :pair, 0)))")
                .bind("pair", pair).mapTo(Boolean.class).one();
    }

    Optional<RoomId> findRoom(Tx tx, String pair) {
        return tx.handle().createQuery("select id from room where direct_pair = :pair")
                .bind("pair", pair).mapTo(RoomId.class).findOne();
    }

    /** How two are stored in a further conversation of theirs. */
    static String pair(AccountId one, AccountId other, RoomId room) {
        return pair(one, other) + ":" + room;
    }

    /** The one room of these two that holds whispers. */
    static String whispers(AccountId one, AccountId other) {
        return pair(one, other) + ":whispers";
    }

    /** The conversations of these two that are not put away, the latest first. */
    List<RoomId> conversations(Tx tx, AccountId account, AccountId agent) {
        return tx.handle().createQuery("""
                        select r.id from member mine
                        join room r on r.id = mine.room_id and r.kind = 'direct' and r.archived_at is null
                        join member theirs on theirs.room_id = r.id and theirs.account_id = :agent and theirs.state = 'in'
                        left join room_event e on e.room_id = r.id and e.seq = r.head_seq
                        where mine.account_id = :account and mine.state = 'in' and r.direct_pair not like '%:whispers'
                        order by coalesce(e.at, r.created_at) desc, r.id
                        """)
                .bind("account", account).bind("agent", agent).mapTo(RoomId.class).list();
    }

    /** The settings a room has had, by where they stand in its log. */
    Map<Seq, RoomChanged> titles(Tx tx, RoomId room) {
        Map<Seq, RoomChanged> found = new LinkedHashMap<>();
        tx.handle().createQuery("""
                        select seq, event from room_event where room_id = :room and kind = 'roomChanged' order by seq
                        """)
                .bind("room", room)
                .map((row, context) -> found.put(new Seq(row.getLong("seq")),
                        (RoomChanged) Json.read(row.getString("event"), RoomEvent.class)))
                .list();
        return found;
    }

    /** As a recall takes words out of a message, this takes a title out of the log. */
    void rewrite(Tx tx, RoomId room, Seq seq, RoomChanged event) {
        tx.handle().createUpdate("update room_event set event = :event where room_id = :room and seq = :seq")
                .bind("event", Json.write(event)).bind("room", room).bind("seq", seq).execute();
    }

    /** The two are not looked for here any more. */
    void unpair(Tx tx, RoomId room) {
        tx.handle().createUpdate("update room set direct_pair = direct_pair || ':ended:' || id where id = :room")
                .bind("room", room).execute();
    }

    /** Whether this account has said anything there. */
    boolean hasSpoken(Tx tx, RoomId room, AccountId account) {
        return tx.handle().createQuery("""
                        select exists (
                            select from member m join room_event e on e.room_id = m.room_id and e.author = m.id
                            where m.room_id = :room and m.account_id = :account)
                        """)
                .bind("room", room).bind("account", account).mapTo(Boolean.class).one();
    }

    /** Whether the other one of a direct room is an agent. */
    boolean isWithAgent(Tx tx, Membership membership) {
        return membership.roomKind() == RoomView.Kind.DIRECT && tx.handle().createQuery("""
                        select exists (
                            select from member m join account a on a.id = m.account_id and a.kind = 'agent'
                            where m.room_id = :room and m.id <> :me)
                        """)
                .bind("room", membership.room()).bind("me", membership.member()).mapTo(Boolean.class).one();
    }

    boolean isBlockedBetween(Tx tx, AccountId one, AccountId other) {
        return tx.handle().createQuery("""
                        select exists (select from block where blocker = :one and blocked = :other)
                            or exists (select from block where blocker = :other and blocked = :one)
                        """)
                .bind("one", one).bind("other", other).mapTo(Boolean.class).one();
    }

    boolean insertBlock(Tx tx, AccountId blocker, AccountId blocked, Instant at) {
        return tx.handle().createUpdate("""
                        insert into block (blocker, blocked, at) values (:blocker, :blocked, :at) on conflict do nothing
                        """)
                .bind("blocker", blocker).bind("blocked", blocked).bind("at", at).execute() == 1;
    }

    void deleteBlock(Tx tx, AccountId blocker, AccountId blocked) {
        tx.handle().createUpdate("delete from block where blocker = :blocker and blocked = :blocked")
                .bind("blocker", blocker).bind("blocked", blocked).execute();
    }

    void setRoomBlocked(Tx tx, String pair, boolean blocked) {
        tx.handle().createUpdate("update room set blocked = :blocked where direct_pair = :pair")
                .bind("pair", pair).bind("blocked", blocked).execute();
    }

    int countBlocks(Tx tx, AccountId blocker) {
        return tx.handle().createQuery("select count(*) from block where blocker = :blocker")
                .bind("blocker", blocker).mapTo(Integer.class).one();
    }

    List<Block> blocks(Tx tx, AccountId blocker) {
        return tx.handle().createQuery("""
                        select b.blocked, a.display_name, a.picture, b.at
                        from block b join account a on a.id = b.blocked
                        where b.blocker = :blocker order by b.at desc, b.blocked
                        """)
                .bind("blocker", blocker)
                .map((row, context) -> new Block(new AccountId(row.getLong("blocked")),
                        row.getString("display_name"), row.getString("picture"), Rows.instant(row, "at")))
                .list();
    }

    /** Members of the room, in it or not, whom this one has blocked. */
    List<MemberId> blockedMembers(Tx tx, Membership membership) {
        return tx.handle().createQuery("""
                        select m.id from block b join member m on m.account_id = b.blocked
                        where b.blocker = :account and m.room_id = :room order by m.id
                        """)
                .bind("account", membership.account()).bind("room", membership.room()).mapTo(MemberId.class).list();
    }

    /** Whether the other is a person who is in a room with this account now. */
    boolean isAcquainted(Tx tx, AccountId account, AccountId other) {
        return tx.handle().createQuery("""
                        select exists (
                            select from member mine
                            join member theirs on theirs.room_id = mine.room_id and theirs.state = 'in'
                            join account a on a.id = theirs.account_id and a.kind = 'person'
                            where mine.account_id = :account and mine.state = 'in' and theirs.account_id = :other)
                        """)
                .bind("account", account).bind("other", other).mapTo(Boolean.class).one();
    }

    /** Persons in a room with this account now whose name holds the text, by name. */
    List<PersonView> people(Tx tx, AccountId account, String query, int limit) {
        return tx.handle().createQuery("""
                        select a.id, a.display_name, a.picture from account a
                        where a.kind = 'person' and a.id <> :account and a.display_name ilike :pattern
                            and exists (
                                select from member theirs
                                join member mine on mine.room_id = theirs.room_id
                                    and mine.account_id = :account and mine.state = 'in'
                                where theirs.account_id = a.id and theirs.state = 'in')
                        order by a.display_name, a.id limit :limit
                        """)
                .bind("account", account).bind("pattern", Like.containing(query)).bind("limit", limit)
                .map((row, context) -> new PersonView(new AccountId(row.getLong("id")),
                        row.getString("display_name"), row.getString("picture")))
                .list();
    }
}
