package weilu.room;

import java.util.Optional;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;
import weilu.room.ConsentStore.RoomConsent;

/** Sets what may go to models: for a room in its log, for everybody to see; for oneself in no log at all (RM23). */
public final class ChangeConsent {
    private final RoomLog log;
    private final RoomAccess access;
    private final ConsentStore store = new ConsentStore();

    /** What is absent stays as it is. */
    public record Wish(ModelConsent consent, Boolean noStore) {}

    public ChangeConsent(RoomLog log, RoomAccess access) {
        this.log = log;
        this.access = access;
    }

    /** The owner's; in a direct room either of the two may. Nothing is logged when nothing changes. */
    public Membership ofRoom(Tx tx, RoomId room, AccountId account, Wish wish) {
        Membership membership = access.requireLocked(tx, room, account);
        if (!mayChange(membership)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this needs to be done by the owner");
        }
        RoomConsent before = store.ofRoom(tx, room);
        ModelConsent consent = wish.consent() == null ? before.consent() : wish.consent();
        boolean noStore = wish.noStore() == null ? before.noStore() : wish.noStore();
        if (consent != before.consent() || noStore != before.noStore()) {
            store.setOfRoom(tx, room, consent, noStore);
            log.append(tx, room, new RoomEvent.ConsentChanged(
                    consent == before.consent() ? null : RoomEvent.Allowed.valueOf(consent.name()),
                    noStore == before.noStore() ? null : noStore, membership.member()));
        }
        return membership;
    }

    /** One's own, which nobody else is told of. @param consent empty to go by the room's default again */
    public Membership ofMember(Tx tx, RoomId room, AccountId account, Optional<ModelConsent> consent) {
        Membership membership = access.require(tx, room, account);
        if (store.ofMember(tx, membership).chosen() != consent.orElse(null)) {
            store.setOfMember(tx, membership, consent, log.now());
        }
        return membership;
    }

    static boolean mayChange(Membership membership) {
        return membership.isAtLeast(Role.OWNER) || membership.roomKind() == RoomView.Kind.DIRECT;
    }
}
