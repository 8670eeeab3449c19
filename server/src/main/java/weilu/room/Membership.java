package weilu.room;

import java.time.Instant;
import java.util.Optional;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Problem;
import weilu.protocol.RoomView;

/**
 * Proof that an account is in a room now, read in the transaction at hand. Only {@link RoomAccess} makes one, and all
 * later code takes it instead of two ids.
 *
 * @param joinedSeq the log position at which the member came in
 * @param blocked in a direct room: one of the two has blocked the other
 */
public record Membership(
        RoomId room, MemberId member, AccountId account, Role role, Instant mutedUntil, Seq readSeq, Seq joinedSeq,
        RoomView.Kind roomKind, boolean archived, boolean blocked) {

    public boolean isAtLeast(Role least) {
        return role.isAtLeast(least);
    }

    public boolean isMutedAt(Instant now) {
        return mutedUntil != null && mutedUntil.isAfter(now);
    }

    /** What speaks against saying anything here now: the room is archived, the member muted, or one has blocked the other. */
    public Optional<Problem> whyNotTalk(Instant now) {
        if (archived) {
            return Optional.of(Problem.of(ErrorCode.ARCHIVED, "the room is archived"));
        }
        if (isMutedAt(now)) {
            return Optional.of(Problem.retryAt(ErrorCode.MUTED, mutedUntil, "you are muted here for now"));
        }
        if (blocked) {
            return Optional.of(Problem.of(ErrorCode.BLOCKED, "one of you has blocked the other"));
        }
        return Optional.empty();
    }
}
