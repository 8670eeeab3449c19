package weilu.room;

import java.time.Duration;
import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;

/** What owners and admins do to members. Each act takes the room's lock first, so none runs on a role that was lost. */
public final class Moderation {
    public static final Duration MUTED_MAX = Duration.ofDays(30);
    static final int BANS_LISTED_MAX = 500;

    private final RoomLog log;
    private final RoomAccess access;
    private final Departures departures;
    private final MemberStore members = new MemberStore();

    public Moderation(RoomLog log, RoomAccess access, Departures departures) {
        this.log = log;
        this.access = access;
        this.departures = departures;
    }

    /** Makes an admin of a member, or a member of an admin; ownership goes by {@link #transfer} alone. */
    public MemberView changeRole(Tx tx, RoomId room, AccountId owner, MemberId member, Role role) {
        Membership actor = access.requireLocked(tx, room, owner);
        MemberRecord target = requireIn(tx, room, member);
        Power.CHANGE_ROLES.requireOver(actor.role(), target.role());
        if (role == Role.OWNER) {
            throw Refusal.field(ErrorCode.INVALID, "role", "a room is transferred to its new owner");
        }
        requireFitting(target.kind(), role);
        if (target.role() != role) {
            members.setRole(tx, member, role);
            logChange(tx, actor, member);
        }
        return members.find(tx, room, member).orElseThrow().view();
    }

    /** The member may not post for so long from now on; zero lifts the mute. */
    public MemberView mute(Tx tx, RoomId room, AccountId admin, MemberId member, Duration duration) {
        if (duration.isNegative() || duration.compareTo(MUTED_MAX) > 0) {
            throw Refusal.field(ErrorCode.INVALID, "mutedForSeconds", "from 0 to " + MUTED_MAX.toSeconds());
        }
        Membership actor = access.requireLocked(tx, room, admin);
        MemberRecord target = requireIn(tx, room, member);
        Power.MUTE.requireOver(actor.role(), target.role());
        if (!duration.isZero() || target.mutedUntil() != null) {
            members.setMutedUntil(tx, member, duration.isZero() ? null : log.now().plus(duration));
            logChange(tx, actor, member);
        }
        return members.find(tx, room, member).orElseThrow().view();
    }

    /** The member is out, and may come back by any door. */
    public void kick(Tx tx, RoomId room, AccountId admin, MemberId member) {
        Membership actor = access.requireLocked(tx, room, admin);
        MemberRecord target = requireIn(tx, room, member);
        Power.KICK.requireOver(actor.role(), target.role());
        departures.depart(tx, target, RoomEvent.Departure.KICKED, actor.member());
    }

    /** The member is out, and no door opens to them; works on those who are out already. */
    public void ban(Tx tx, RoomId room, AccountId admin, MemberId member) {
        Membership actor = access.requireLocked(tx, room, admin);
        MemberRecord target = members.find(tx, room, member).orElseThrow(Moderation::notFound);
        Power.BAN.requireOver(actor.role(), target.rank());
        if (target.isIn()) {
            departures.depart(tx, target, RoomEvent.Departure.BANNED, actor.member());
        } else {
            members.setState(tx, member, MemberRecord.State.BANNED);
        }
    }

    public List<MemberView> bans(Tx tx, Membership admin) {
        Power.BAN.require(admin.role());
        return members.banned(tx, admin.room(), BANS_LISTED_MAX).stream().map(MemberRecord::view).toList();
    }

    /** Doors open to them again; they are not let in by this. NOT_FOUND when they are not banned. */
    public void unban(Tx tx, RoomId room, AccountId admin, MemberId member) {
        Membership actor = access.requireLocked(tx, room, admin);
        Power.BAN.require(actor.role());
        members.find(tx, room, member)
                .filter(target -> target.state() == MemberRecord.State.BANNED)
                .orElseThrow(Moderation::notFound);
        members.setState(tx, member, MemberRecord.State.KICKED);
    }

    /** Gives the room to another person in it; the owner stays as an admin. */
    public void transfer(Tx tx, RoomId room, AccountId owner, MemberId member) {
        Membership actor = access.requireLocked(tx, room, owner);
        Power.TRANSFER.require(actor.role());
        MemberRecord target = requireIn(tx, room, member);
        if (target.id().equals(actor.member())) {
            return;
        }
        requireFitting(target.kind(), Role.OWNER);
        members.setRole(tx, actor.member(), Role.ADMIN);
        members.setRole(tx, member, Role.OWNER);
        logChange(tx, actor, actor.member());
        logChange(tx, actor, member);
    }

    private void logChange(Tx tx, Membership actor, MemberId member) {
        MemberView view = members.find(tx, actor.room(), member).orElseThrow().view();
        log.append(tx, actor.room(), new RoomEvent.MemberChanged(view, actor.member()));
    }

    private MemberRecord requireIn(Tx tx, RoomId room, MemberId member) {
        return members.find(tx, room, member).filter(MemberRecord::isIn).orElseThrow(Moderation::notFound);
    }

    /** Guest is what guest accounts are, and only they. */
    private static void requireFitting(Kind kind, Role role) {
        boolean fits = switch (kind) {
            case PERSON -> role != Role.GUEST;
            case AGENT -> role == Role.MEMBER;
            case GUEST -> role == Role.GUEST;
        };
        if (!fits) {
            throw Refusal.field(ErrorCode.INVALID, "role", "only people with an account have other roles");
        }
    }

    private static Refusal notFound() {
        return Refusal.of(ErrorCode.NOT_FOUND, "there is no such member in this room");
    }
}
