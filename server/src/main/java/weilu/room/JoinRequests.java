package weilu.room;

import java.time.Duration;
import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame;

/** Knocking at a private room, and answering the door. */
public final class JoinRequests {
    static final int LISTED_MAX = 200;
    /** Who was declined and knocks again sooner is told to wait, and nobody hears it. */
    static final Duration DECLINED_FOR = Duration.ofDays(1);

    private final RoomLog log;
    private final RoomAccess access;
    private final Admission admission;
    private final JoinRequestStore store = new JoinRequestStore();
    private final LiveFrames live;

    public JoinRequests(RoomLog log, RoomAccess access, Admission admission, LiveFrames live) {
        this.log = log;
        this.access = access;
        this.admission = admission;
        this.live = live;
    }

    /** Notes that the account wants to come in; repeating it changes nothing. */
    void knock(Tx tx, RoomId room, AccountId account) {
        if (store.ask(tx, room, account, log.now(), log.now().minus(DECLINED_FOR))) {
            tellDoorkeepers(tx, room);
        }
    }

    public List<JoinRequest> waiting(Tx tx, Membership admin) {
        Power.ANSWER_JOIN_REQUESTS.require(admin.role());
        return store.waiting(tx, admin.room(), LISTED_MAX);
    }

    /** Lets the waiting account in; NOT_FOUND when it does not wait (any more). */
    public MemberId approve(Tx tx, RoomId room, AccountId admin, AccountId waiting) {
        Membership membership = access.requireLocked(tx, room, admin);
        Power.ANSWER_JOIN_REQUESTS.require(membership.role());
        store.take(tx, room, waiting).orElseThrow(JoinRequests::notWaiting);
        MemberId member = admission.admit(tx, room, waiting, Role.MEMBER);
        tellDoorkeepers(tx, room);
        return member;
    }

    public void decline(Tx tx, RoomId room, AccountId admin, AccountId waiting) {
        Membership membership = access.requireLocked(tx, room, admin);
        Power.ANSWER_JOIN_REQUESTS.require(membership.role());
        if (!store.decline(tx, room, waiting, log.now())) {
            throw notWaiting();
        }
        tellDoorkeepers(tx, room);
    }

    private void tellDoorkeepers(Tx tx, RoomId room) {
        List<MemberId> doorkeepers = store.doorkeepers(tx, room);
        int waiting = store.countWaiting(tx, room);
        tx.afterCommit(() ->
                live.toMembers(room, doorkeepers, new ServerFrame.JoinRequestsChanged(room, waiting)));
    }

    private static Refusal notWaiting() {
        return Refusal.of(ErrorCode.NOT_FOUND, "nobody waits here under this account");
    }
}
