package weilu.room;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.RoomView;

/** The one way out of a room: by leaving it, or for {@link Moderation}, by being put out. */
public final class Departures {
    private final RoomLog log;
    private final RoomAccess access;
    private final LiveFrames live;
    private final MemberStore members = new MemberStore();
    private final InvitationStore invitations = new InvitationStore();

    public Departures(RoomLog log, RoomAccess access, LiveFrames live) {
        this.log = log;
        this.access = access;
        this.live = live;
    }

    /** The owner must transfer or archive the room first (CONFLICT); a direct room is not left but blocked. */
    public void leave(Tx tx, RoomId room, AccountId account) {
        Membership membership = access.requireLocked(tx, room, account);
        if (membership.roomKind() == RoomView.Kind.DIRECT) {
            throw Refusal.of(ErrorCode.CONFLICT, "a direct room is not left; block the other instead");
        }
        if (membership.role() == Role.OWNER && !membership.archived()) {
            throw Refusal.of(ErrorCode.CONFLICT, "transfer or archive the room before you leave it");
        }
        MemberRecord leaving = members.find(tx, room, membership.member()).orElseThrow();
        depart(tx, leaving, Departure.LEFT, membership.member());
    }

    /** The room is locked, and the member in it. Open screens lose the room after the commit. */
    void depart(Tx tx, MemberRecord member, Departure how, MemberId by) {
        members.leave(tx, member, stateAfter(how), log.now());
        invitations.revokeAllBy(tx, member.id(), log.now());
        log.append(tx, member.room(), new RoomEvent.MemberLeft(member.id(), how, by));
        tx.afterCommit(() -> live.membershipEnded(member.account(), member.room(), how));
    }

    private static MemberRecord.State stateAfter(Departure how) {
        return switch (how) {
            case LEFT -> MemberRecord.State.LEFT;
            case KICKED -> MemberRecord.State.KICKED;
            case BANNED -> MemberRecord.State.BANNED;
        };
    }
}
