package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a room. It is the room's public nine-digit number (派号). */
public record RoomId(@JsonValue long value) implements Comparable<RoomId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RoomId {
        Ids.requireWithin("RoomId", value, 100_000_000L, 999_999_999L);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static RoomId fromString(String text) {
        return new RoomId(Ids.parse("RoomId", text));
    }

    @Override
    public int compareTo(RoomId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
