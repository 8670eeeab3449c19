package weilu.room;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.InvitationId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;

/** Giving out invitations, looking at them, and taking them back. */
public final class Invitations {
    public static final int OPEN_MAX = 50;
    /** So long a link that is over still says so; then it is as unknown as any other. */
    static final Duration KEPT_OVER = Duration.ofDays(30);

    private final RoomLog log;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final MemberStore members = new MemberStore();
    private final InvitationStore store = new InvitationStore();
    private final InvitationSecrets secrets;

    public Invitations(RoomLog log, RoomAccess access, RoomStore rooms, InvitationSecrets secrets) {
        this.log = log;
        this.access = access;
        this.rooms = rooms;
        this.secrets = secrets;
    }

    /** What one sees who holds a link, before coming in. */
    public record Preview(RoomId room, String name, String picture, int members, String inviter, boolean guestsAllowed) {}

    public InvitationView create(Tx tx, RoomId room, AccountId inviter, InvitationTerms terms) {
        Membership membership = access.requireLocked(tx, room, inviter);
        requireMayInvite(tx, membership);
        Instant now = log.now();
        store.deleteOver(tx, room, now.minus(KEPT_OVER));
        if (store.open(tx, room, now).size() >= OPEN_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "at most " + OPEN_MAX + " invitations are open at once; revoke some");
        }
        if (terms.phrase() != null) {
            store.freePhrase(tx, terms.phrase().key(), now);
        }
        InvitationId id = store.insert(tx, membership, secrets.draw(), terms, now)
                .orElseThrow(() -> Refusal.field(ErrorCode.NAME_TAKEN, "phrase", "this phrase opens another room"));
        return view(store.find(tx, room, id).orElseThrow());
    }

    /** The open invitations: an admin sees all, others those they gave out themselves. */
    public List<InvitationView> list(Tx tx, Membership membership) {
        boolean seesAll = Power.SEE_ALL_INVITATIONS.heldBy(membership.role());
        return store.open(tx, membership.room(), log.now()).stream()
                .filter(one -> seesAll || one.inviter().equals(membership.member()))
                .map(this::view).toList();
    }

    /** One of the invitations {@link #list} shows; NOT_FOUND otherwise. */
    public InvitationView find(Tx tx, Membership membership, InvitationId id) {
        return view(requireVisible(tx, membership, id));
    }

    /** Nobody comes in by it any more. Repeating it changes nothing. */
    public void revoke(Tx tx, RoomId room, AccountId account, InvitationId id) {
        Membership membership = access.requireLocked(tx, room, account);
        store.revoke(tx, requireVisible(tx, membership, id).id(), log.now());
    }

    /** What the link leads to; NOT_FOUND for an unknown one, GONE for one that is over. Needs no account. */
    public Preview preview(Tx tx, String secret) {
        Invitation invitation = store.findBySecret(tx, InvitationSecrets.hash(secret))
                .orElseThrow(Invitations::unknown);
        if (!invitation.isOpenAt(log.now())) {
            throw over();
        }
        return rooms.findRoom(tx, invitation.room())
                .map(room -> new Preview(room.id(), room.name(), room.picture(), members.count(tx, room.id()),
                        invitation.inviterName(), invitation.guests()))
                .orElseThrow();
    }

    static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "there is no such invitation");
    }

    static Refusal over() {
        return Refusal.of(ErrorCode.GONE, "this invitation is over: used, expired or revoked");
    }

    private void requireMayInvite(Tx tx, Membership membership) {
        if (membership.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived");
        }
        if (!Power.mayInvite(membership.role(), rooms.findRoom(tx, membership.room()).orElseThrow())) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "you may not invite people into this room");
        }
    }

    private Invitation requireVisible(Tx tx, Membership membership, InvitationId id) {
        return store.find(tx, membership.room(), id)
                .filter(one -> membership.isAtLeast(Role.ADMIN) || one.inviter().equals(membership.member()))
                .orElseThrow(Invitations::unknown);
    }

    private InvitationView view(Invitation invitation) {
        return new InvitationView(invitation.id(), invitation.inviter(),
                secrets.reveal(invitation.secret()).orElse(null), null, invitation.phrase(),
                invitation.usesMax() != null, invitation.guests(), invitation.uses(), invitation.createdAt(),
                invitation.expiresAt(), invitation.revokedAt() != null);
    }
}
