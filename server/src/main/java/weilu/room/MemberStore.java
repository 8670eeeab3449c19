package weilu.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;

/** Member rows. They change only under the lock of their room's row (RM5). */
final class MemberStore {
    private static final String SELECT = """
            select m.room_id, m.id, m.account_id, a.kind, m.role, m.state, m.muted_until,
                   coalesce(m.name_when_left, a.display_name) as display_name,
                   case when m.name_when_left is null then a.picture else m.picture_when_left end as picture
            from member m join account a on a.id = m.account_id
            """;

    private static final RowMapper<MemberRecord> MEMBER = (row, context) -> new MemberRecord(
            new RoomId(row.getLong("room_id")), new MemberId(row.getLong("id")),
            new AccountId(row.getLong("account_id")), Rows.constant(row, "kind", Kind.class),
            row.getString("display_name"), row.getString("picture"), Rows.constant(row, "role", Role.class),
            Rows.constant(row, "state", MemberRecord.State.class), Rows.instant(row, "muted_until"));

    Optional<MemberRecord> find(Tx tx, RoomId room, AccountId account) {
        return tx.handle().createQuery(SELECT + "where m.room_id = :room and m.account_id = :account")
                .bind("room", room).bind("account", account).map(MEMBER).findOne();
    }

    Optional<MemberRecord> find(Tx tx, RoomId room, MemberId member) {
        return tx.handle().createQuery(SELECT + "where m.room_id = :room and m.id = :member")
                .bind("room", room).bind("member", member).map(MEMBER).findOne();
    }

    /** Everyone who is or was in the room, by id. */
    List<MemberRecord> all(Tx tx, RoomId room) {
        return tx.handle().createQuery(SELECT + "where m.room_id = :room order by m.id")
                .bind("room", room).map(MEMBER).list();
    }

    List<MemberRecord> banned(Tx tx, RoomId room, int limit) {
        return tx.handle().createQuery(SELECT + """
                        where m.room_id = :room and m.state = 'banned' order by m.left_at desc, m.id limit :limit
                        """)
                .bind("room", room).bind("limit", limit).map(MEMBER).list();
    }

    /** The rooms that show this account's profile as it is now, by id: where it is in, and where it was a guest. */
    List<RoomId> roomsShowing(Tx tx, AccountId account) {
        return tx.handle().createQuery("""
                        select room_id from member
                        where account_id = :account and (state = 'in' or role = 'guest') order by room_id
                        """)
                .bind("account", account).mapTo(RoomId.class).list();
    }

    int count(Tx tx, RoomId room) {
        return tx.handle().createQuery("select count(*) from member where room_id = :room and state = 'in'")
                .bind("room", room).mapTo(Integer.class).one();
    }

    int countOwned(Tx tx, AccountId account) {
        return tx.handle().createQuery("""
                        select count(*) from member m join room r on r.id = m.room_id
                        where m.account_id = :account and m.state = 'in' and m.role = 'owner' and r.archived_at is null
                        """)
                .bind("account", account).mapTo(Integer.class).one();
    }

    /** Reads it under a shared lock, so that a change of the profile comes wholly before or after. */
    Optional<Kind> accountKind(Tx tx, AccountId account) {
        return tx.handle().createQuery("select kind from account where id = :account for share")
                .bind("account", account).map((row, context) -> Rows.constant(row, "kind", Kind.class)).findOne();
    }

    MemberId insert(Tx tx, RoomId room, AccountId account, Role role, Instant at, Seq joined) {
        return tx.handle().createQuery("""
                        insert into member (room_id, account_id, role, joined_at, joined_seq, read_seq)
                        values (:room, :account, :role, :at, :joined, :joined) returning id
                        """)
                .bind("room", room).bind("account", account).bind("role", Rows.stored(role))
                .bind("at", at).bind("joined", joined)
                .mapTo(MemberId.class).one();
    }

    void comeBack(Tx tx, MemberId member, Role role, Instant at, Seq joined) {
        tx.handle().createUpdate("""
                        update member set state = 'in', role = :role, joined_at = :at, joined_seq = :joined,
                            read_seq = :joined, name_when_left = null, picture_when_left = null, left_at = null
                        where id = :member
                        """)
                .bind("member", member).bind("role", Rows.stored(role)).bind("at", at).bind("joined", joined)
                .execute();
    }

    /** They are out of the room, and keep the name and picture they had in it. */
    void leave(Tx tx, MemberRecord member, MemberRecord.State state, Instant at) {
        tx.handle().createUpdate("""
                        update member set state = :state, left_at = :at, name_when_left = :name,
                            picture_when_left = :picture
                        where id = :member
                        """)
                .bind("member", member.id()).bind("state", Rows.stored(state)).bind("at", at)
                .bind("name", member.displayName()).bindByType("picture", member.picture(), String.class)
                .execute();
    }

    void setState(Tx tx, MemberId member, MemberRecord.State state) {
        tx.handle().createUpdate("update member set state = :state where id = :member")
                .bind("member", member).bind("state", Rows.stored(state)).execute();
    }

    void setRole(Tx tx, MemberId member, Role role) {
        tx.handle().createUpdate("update member set role = :role where id = :member")
                .bind("member", member).bind("role", Rows.stored(role)).execute();
    }

    /** @param until null to lift the mute */
    void setMutedUntil(Tx tx, MemberId member, Instant until) {
        tx.handle().createUpdate("update member set muted_until = :until where id = :member")
                .bind("member", member).bindByType("until", until, Instant.class).execute();
    }
}
