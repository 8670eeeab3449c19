package weilu.room;

import java.time.Instant;
import weilu.id.InvitationId;
import weilu.id.MemberId;

/**
 * An invitation as those see it who may show it to others.
 *
 * @param secret what the link carries, or null when the server's key has changed since
 * @param link the whole address, set at the edge; null with {@code secret}
 * @param uses how many came in by it
 */
public record InvitationView(
        InvitationId id, MemberId inviter, String secret, String link, String phrase, boolean oneUse, boolean guests,
        int uses, Instant createdAt, Instant expiresAt, boolean revoked) {

    InvitationView at(String address) {
        return new InvitationView(
                id, inviter, secret, address, phrase, oneUse, guests, uses, createdAt, expiresAt, revoked);
    }
}
