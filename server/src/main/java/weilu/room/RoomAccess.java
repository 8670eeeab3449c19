package weilu.room;

import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;

/** The one point where access to a room is decided (TRUST T5). */
public final class RoomAccess {
    private static final RowMapper<Membership> MEMBERSHIP = (row, context) -> new Membership(
            new RoomId(row.getLong("room_id")),
            new MemberId(row.getLong("id")),
            new AccountId(row.getLong("account_id")),
            Rows.constant(row, "role", Role.class),
            Rows.instant(row, "muted_until"),
            new Seq(row.getLong("read_seq")),
            new Seq(row.getLong("joined_seq")),
            Rows.constant(row, "kind", RoomView.Kind.class),
            row.getObject("archived_at") != null, row.getBoolean("blocked"));

    /** The account's membership, or a Refusal: NOT_MEMBER whether or not there is such a room. */
    public Membership require(Tx tx, RoomId room, AccountId account) {
        return find(tx, room, account)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_MEMBER, "you are not a member of this room"));
    }

    /** Like {@link #require}, and the role must be at least this one, or it is FORBIDDEN. */
    public Membership require(Tx tx, RoomId room, AccountId account, Role least) {
        Membership membership = require(tx, room, account);
        if (!membership.isAtLeast(least)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this needs the role " + Rows.stored(least));
        }
        return membership;
    }

    /**
     * Like {@link #require}, and it locks the room's row first (RM5): what is read of the room and its members from here
     * on stays true until the commit. For changes that depend on a role or change who is in.
     */
    public Membership requireLocked(Tx tx, RoomId room, AccountId account) {
        require(tx, room, account);
        tx.handle().createQuery("select id from room where id = :room for no key update")
                .bind("room", room).mapTo(RoomId.class).one();
        return require(tx, room, account);
    }

    /** Like {@link #requireLocked(Tx, RoomId, AccountId)}, and the role must be at least this one. */
    public Membership requireLocked(Tx tx, RoomId room, AccountId account, Role least) {
        requireLocked(tx, room, account);
        return require(tx, room, account, least);
    }

    public Optional<Membership> find(Tx tx, RoomId room, AccountId account) {
        return tx.handle().createQuery("""
                        select m.room_id, m.id, m.account_id, m.role, m.muted_until, m.read_seq, m.joined_seq,
                               r.kind, r.archived_at, r.blocked
                        from member m join room r on r.id = m.room_id
                        where m.room_id = :room and m.account_id = :account and m.state = 'in'
                        """)
                .bind("room", room).bind("account", account).map(MEMBERSHIP).findOne();
    }
}
