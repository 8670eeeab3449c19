package weilu.message;

import java.time.Instant;
import java.util.List;
import weilu.id.MemberId;
import weilu.protocol.MessageView;

/**
 * A message that members have told the admins about.
 *
 * @param voices who did, the first one first
 */
public record Report(MessageView message, List<Voice> voices) {
    /** @param reason what they say, or empty */
    public record Voice(MemberId member, String reason, Instant at) {}
}
