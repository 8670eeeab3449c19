package weilu.room;

import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.RoomView.WhoMayInvite;

/**
 * Who may do what in a room: this column is the whole table of powers. A role holds every power of the roles below it.
 * Members of a direct room are {@link Role#MEMBER}, so nobody there holds a power over the other.
 */
public enum Power {
    READ(Role.GUEST),
    TALK(Role.GUEST),
    REPORT(Role.GUEST),
    PIN(Role.MEMBER),
    /** Only where the room lets members invite; see {@link #mayInvite}. */
    INVITE(Role.MEMBER),

    ANSWER_JOIN_REQUESTS(Role.ADMIN),
    SEE_ALL_INVITATIONS(Role.ADMIN),
    CHANGE_ROOM(Role.ADMIN),
    RECALL_OTHERS(Role.ADMIN),
    SETTLE_REPORTS(Role.ADMIN),
    INVITE_AGENTS(Role.ADMIN),
    IMPORT(Role.ADMIN),
    MUTE(Role.ADMIN),
    KICK(Role.ADMIN),
    BAN(Role.ADMIN),

    CHANGE_ROLES(Role.OWNER),
    CHANGE_VISIBILITY(Role.OWNER),
    TRANSFER(Role.OWNER),
    ARCHIVE(Role.OWNER);

    private final Role least;

    Power(Role least) {
        this.least = least;
    }

    public boolean heldBy(Role role) {
        return role.isAtLeast(least);
    }

    /** Throws FORBIDDEN unless the role holds this power. */
    public void require(Role role) {
        if (!heldBy(role)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this needs to be done by an " + least.name().toLowerCase());
        }
    }

    /** Throws FORBIDDEN unless the role holds this power and stands above the one it is used on. */
    public void requireOver(Role role, Role target) {
        require(role);
        if (!standsAbove(role, target)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this member does not stand below you");
        }
    }

    /** Equals have no power over each other: an admin may not mute an admin, and nobody the owner. */
    public static boolean standsAbove(Role role, Role target) {
        return role.compareTo(target) > 0;
    }

    /** Guests never invite, members where the room lets them, admins always; a direct room stays with its two. */
    public static boolean mayInvite(Role role, RoomView room) {
        return room.kind() == RoomView.Kind.GROUP
                && INVITE.heldBy(role)
                && (room.whoMayInvite() == WhoMayInvite.MEMBERS || role.isAtLeast(Role.ADMIN));
    }
}
