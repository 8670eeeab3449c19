package weilu.room;

import java.util.Optional;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;

/** Coming in by one of a room's doors: its number, an invitation's link or QR code, or its phrase. */
public final class JoinRoom {
    private final RoomLog log;
    private final RoomAccess access;
    private final RoomStore rooms;
    private final Admission admission;
    private final JoinRequests requests;
    private final InvitationStore invitations = new InvitationStore();

    public JoinRoom(RoomLog log, RoomAccess access, RoomStore rooms, Admission admission, JoinRequests requests) {
        this.log = log;
        this.access = access;
        this.rooms = rooms;
        this.admission = admission;
        this.requests = requests;
    }

    /** By number: at once into a public or unlisted room, by approval into a private one. */
    public JoinOutcome byNumber(Tx tx, AccountId account, RoomId number) {
        if (rooms.findRoom(tx, number).filter(JoinRoom::hasDoor).isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no room with this number");
        }
        log.lockHead(tx, number);
        Optional<Membership> already = access.find(tx, number, account);
        if (already.isPresent()) {
            return new JoinOutcome.Joined(number, already.get().member());
        }
        RoomView room = requireOpen(tx, number);
        if (room.visibility() == RoomView.Visibility.PRIVATE) {
            admission.requireWelcome(tx, number, account, Role.MEMBER);
            requests.knock(tx, number, account);
            return new JoinOutcome.ApprovalNeeded(number);
        }
        return new JoinOutcome.Joined(number, admission.admit(tx, number, account, Role.MEMBER));
    }

    /** By the secret of a link; NOT_FOUND for an unknown one, GONE for one that is over. */
    public JoinOutcome.Joined byInvitation(Tx tx, AccountId account, String secret) {
        byte[] hash = InvitationSecrets.hash(secret);
        Invitation seen = invitations.findBySecret(tx, hash).orElseThrow(Invitations::unknown);
        return byInvitation(tx, account, seen, Role.MEMBER);
    }

    /** By a phrase; NOT_FOUND when it opens no room now, whatever it once did. */
    public JoinOutcome.Joined byPhrase(Tx tx, AccountId account, Phrase phrase) {
        Invitation seen = invitations.findByPhrase(tx, phrase.key())
                .filter(one -> one.isOpenAt(log.now()))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "this phrase opens no room"));
        return byInvitation(tx, account, seen, Role.MEMBER);
    }

    /** A new guest account comes in; FORBIDDEN unless the invitation is for guests too. */
    public JoinOutcome.Joined asGuest(Tx tx, AccountId guest, String secret) {
        return byInvitation(tx, guest, requireForGuests(tx, secret), Role.GUEST);
    }

    /** To be asked before a guest account is made: would {@link #asGuest} let one in now? */
    Invitation requireForGuests(Tx tx, String secret) {
        Invitation seen = invitations.findBySecret(tx, InvitationSecrets.hash(secret))
                .orElseThrow(Invitations::unknown);
        if (!seen.isOpenAt(log.now())) {
            throw Invitations.over();
        }
        if (!seen.guests()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this invitation is for people with an account");
        }
        return seen;
    }

    private JoinOutcome.Joined byInvitation(Tx tx, AccountId account, Invitation seen, Role role) {
        RoomId room = seen.room();
        log.lockHead(tx, room);
        Optional<Membership> already = access.find(tx, room, account);
        if (already.isPresent()) {
            return new JoinOutcome.Joined(room, already.get().member());
        }
        // Read again: before the lock another may have used it up.
        Invitation invitation = invitations.find(tx, room, seen.id()).orElseThrow(Invitations::unknown);
        if (!invitation.isOpenAt(log.now())) {
            throw Invitations.over();
        }
        requireOpen(tx, room);
        invitations.countUse(tx, invitation.id());
        MemberId member = admission.admit(tx, room, account, role);
        return new JoinOutcome.Joined(room, member);
    }

    private RoomView requireOpen(Tx tx, RoomId number) {
        RoomView room = rooms.findRoom(tx, number).orElseThrow();
        if (room.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived; nobody joins it any more");
        }
        return room;
    }

    private static boolean hasDoor(RoomView room) {
        return room.kind() == RoomView.Kind.GROUP;
    }
}
