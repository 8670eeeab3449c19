package weilu.room;

import java.util.Optional;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;

/** The one way into a room: whoever has passed one of its doors is made a member here. */
public final class Admission {
    public static final int MEMBERS_MAX = 5_000;

    private final RoomLog log;
    private final MemberStore members;
    private final JoinRequestStore requests;
    private final LiveFrames live;

    Admission(RoomLog log, MemberStore members, JoinRequestStore requests, LiveFrames live) {
        this.log = log;
        this.members = members;
        this.requests = requests;
        this.live = live;
    }

    public static Admission of(RoomLog log, LiveFrames live) {
        return new Admission(log, new MemberStore(), new JoinRequestStore(), live);
    }

    /**
     * Makes the account a member; does nothing for one who is in already, whatever their role. The room must exist.
     *
     * @param role for a newcomer and for one who comes back; {@link Role#GUEST} is the only role guest accounts take
     */
    public MemberId admit(Tx tx, RoomId room, AccountId account, Role role) {
        Seq joined = log.lockHead(tx, room).next();
        Optional<MemberRecord> earlier = members.find(tx, room, account);
        if (earlier.isPresent() && earlier.get().isIn()) {
            return earlier.get().id();
        }
        requireWelcome(tx, room, account, role);
        MemberId member;
        if (earlier.isPresent()) {
            member = earlier.get().id();
            members.comeBack(tx, member, role, log.now(), joined);
        } else {
            member = members.insert(tx, room, account, role, log.now(), joined);
        }
        requests.delete(tx, room, account);
        log.append(tx, room, new RoomEvent.MemberJoined(members.find(tx, room, member).orElseThrow().view()));
        tx.afterCommit(() -> live.membershipBegan(account, room, member));
        return member;
    }

    /** Throws unless the account, which is not in the room, could be let in. */
    void requireWelcome(Tx tx, RoomId room, AccountId account, Role role) {
        Optional<MemberRecord> earlier = members.find(tx, room, account);
        if (earlier.isPresent() && earlier.get().state() == MemberRecord.State.BANNED) {
            throw Refusal.of(ErrorCode.BANNED, "you are banned from this room");
        }
        if (role != Role.GUEST && members.accountKind(tx, account).orElseThrow() == Kind.GUEST) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "a guest is at home in one room; sign up to join others");
        }
        if (members.count(tx, room) >= MEMBERS_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "this room is full");
        }
    }
}
