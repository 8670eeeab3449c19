package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies one account's membership in one room; unique on the server. */
public record MemberId(@JsonValue long value) implements Comparable<MemberId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MemberId {
        Ids.requireWithin("MemberId", value, 1, Ids.LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static MemberId fromString(String text) {
        return new MemberId(Ids.parse("MemberId", text));
    }

    @Override
    public int compareTo(MemberId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
