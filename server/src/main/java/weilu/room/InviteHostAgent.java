package weilu.room;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;

/** Brings the host agent back into a room that put it out, a ban or not. */
public final class InviteHostAgent {
    private final RoomAccess access;
    private final Admission admission;
    private final HostAgent hostAgent;
    private final MemberStore members = new MemberStore();

    public InviteHostAgent(RoomAccess access, Admission admission, HostAgent hostAgent) {
        this.access = access;
        this.admission = admission;
        this.hostAgent = hostAgent;
    }

    /** Where it is already, nothing changes. */
    public MemberView invite(Tx tx, RoomId room, AccountId admin) {
        Membership membership = access.requireLocked(tx, room, admin);
        Power.INVITE_AGENTS.require(membership.role());
        if (membership.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived");
        }
        AccountId agent = hostAgent.account(tx);
        members.find(tx, room, agent)
                .filter(known -> known.state() == MemberRecord.State.BANNED)
                .ifPresent(known -> members.setState(tx, known.id(), MemberRecord.State.KICKED));
        MemberId member = admission.admit(tx, room, agent, Role.MEMBER);
        return members.find(tx, room, member).orElseThrow().view();
    }
}
