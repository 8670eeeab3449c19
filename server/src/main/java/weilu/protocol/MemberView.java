package weilu.protocol;

import java.time.Instant;
import weilu.id.MemberId;

/**
 * A member as every member of the room sees it.
 *
 * @param picture the content hash of the picture, or null
 * @param mutedUntil until when the member may not post, or null
 * @param present false once the member has left; the view stays so that old messages keep a name
 */
public record MemberView(
        MemberId id, Kind kind, String displayName, String picture, Role role, Instant mutedUntil, boolean present) {

    public enum Kind { PERSON, GUEST, AGENT }

    /** Roles in ascending order of power. */
    public enum Role {
        GUEST, MEMBER, ADMIN, OWNER;

        public boolean isAtLeast(Role other) {
            return compareTo(other) >= 0;
        }
    }
}
