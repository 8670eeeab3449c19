package weilu.room;

import java.time.Instant;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomView;

/**
 * Proof that an account is in a room now, read in the transaction at hand. Only {@link RoomAccess} makes one, and all
 * later code takes it instead of two ids.
 *
 * @param joinedSeq the log position at which the member came in
 */
public record Membership(
        RoomId room, MemberId member, AccountId account, Role role, Instant mutedUntil, Seq readSeq, Seq joinedSeq,
        RoomView.Kind roomKind, boolean archived) {

    public boolean isAtLeast(Role least) {
        return role.isAtLeast(least);
    }

    public boolean isMutedAt(Instant now) {
        return mutedUntil != null && mutedUntil.isAfter(now);
    }
}
