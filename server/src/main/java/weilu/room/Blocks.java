package weilu.room;

import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.Refusal;

/** Blocking somebody: while it lasts neither opens a direct room with the other nor talks in the one they have. */
public final class Blocks {
    public static final int BLOCKS_MAX = 1_000;

    private final RoomLog log;
    private final MemberStore members = new MemberStore();
    private final DirectStore store = new DirectStore();

    public Blocks(RoomLog log) {
        this.log = log;
    }

    /** Repeating it changes nothing. NOT_FOUND unless the other is a person or guest. */
    public void block(Tx tx, AccountId blocker, AccountId blocked) {
        if (blocker.equals(blocked)) {
            throw Refusal.field(ErrorCode.INVALID, "account", "nobody blocks themselves");
        }
        members.accountKind(tx, blocked).filter(kind -> kind != Kind.AGENT)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such person"));
        if (store.countBlocks(tx, blocker) >= BLOCKS_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "one person blocks at most " + BLOCKS_MAX + " others");
        }
        String pair = DirectStore.pair(blocker, blocked);
        store.lockPair(tx, pair);
        if (store.insertBlock(tx, blocker, blocked, log.now())) {
            store.setRoomBlocked(tx, pair, true);
        }
    }

    /** Repeating it changes nothing. The other's own block stays. */
    public void unblock(Tx tx, AccountId blocker, AccountId blocked) {
        String pair = DirectStore.pair(blocker, blocked);
        store.lockPair(tx, pair);
        store.deleteBlock(tx, blocker, blocked);
        store.setRoomBlocked(tx, pair, store.isBlockedBetween(tx, blocker, blocked));
    }

    /** Like {@link #block(Tx, AccountId, AccountId)}, for somebody who is or was in the room one is in. */
    public void block(Tx tx, Membership membership, MemberId member) {
        block(tx, membership.account(), accountOf(tx, membership, member));
    }

    public void unblock(Tx tx, Membership membership, MemberId member) {
        unblock(tx, membership.account(), accountOf(tx, membership, member));
    }

    /** Whom of this room one has blocked, and whether its two may talk. */
    public RoomBlocks inRoom(Tx tx, Membership membership) {
        return new RoomBlocks(store.blockedMembers(tx, membership), membership.blocked());
    }

    public List<Block> list(Tx tx, AccountId blocker) {
        return store.blocks(tx, blocker);
    }

    private AccountId accountOf(Tx tx, Membership membership, MemberId member) {
        return members.find(tx, membership.room(), member).map(MemberRecord::account)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such member in this room"));
    }
}
