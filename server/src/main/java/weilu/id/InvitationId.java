package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies an invitation to a room. It is no secret; the link carries another one. */
public record InvitationId(@JsonValue long value) implements Comparable<InvitationId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InvitationId {
        Ids.requireWithin("InvitationId", value, 1, Ids.LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static InvitationId fromString(String text) {
        return new InvitationId(Ids.parse("InvitationId", text));
    }

    @Override
    public int compareTo(InvitationId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
