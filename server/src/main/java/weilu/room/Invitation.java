package weilu.room;

import java.time.Instant;
import weilu.id.InvitationId;
import weilu.id.MemberId;
import weilu.id.RoomId;

/**
 * An invitation as it is stored.
 *
 * @param phrase the phrase that opens the room too, or null
 * @param guests whether people without an account may come in by it
 * @param usesMax how many may come in by it, or null for any number
 * @param expiresAt null for never
 * @param revokedAt null while it is not revoked
 */
record Invitation(
        InvitationId id, RoomId room, MemberId inviter, String inviterName, InvitationSecrets.Stored secret,
        String phrase, boolean guests, int uses, Integer usesMax, Instant createdAt, Instant expiresAt,
        Instant revokedAt) {

    boolean isOpenAt(Instant now) {
        return revokedAt == null
                && (expiresAt == null || expiresAt.isAfter(now))
                && (usesMax == null || uses < usesMax);
    }
}
