package weilu.room;

import java.time.Duration;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What an invitation shall allow.
 *
 * @param oneUse only one person comes in by it
 * @param validFor how long it opens the room; null for until it is revoked
 * @param guests people without an account may come in by it
 * @param phrase what may be said instead of following the link, or null
 */
public record InvitationTerms(boolean oneUse, Duration validFor, boolean guests, Phrase phrase) {
    public static final Duration VALID_MIN = Duration.ofMinutes(1);
    public static final Duration VALID_MAX = Duration.ofDays(365);

    public InvitationTerms {
        if (validFor != null && (validFor.compareTo(VALID_MIN) < 0 || validFor.compareTo(VALID_MAX) > 0)) {
            throw Refusal.field(ErrorCode.INVALID, "expiresInSeconds", "from " + VALID_MIN.toSeconds() + " to "
                    + VALID_MAX.toSeconds() + " seconds, or absent");
        }
    }
}
