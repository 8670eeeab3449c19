package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a red packet. It is the red packet's ten-digit number (红包号), which can be told by mouth. */
public record RedPacketId(@JsonValue long value) implements Comparable<RedPacketId> {
    public static final long LEAST = 1_000_000_000L;
    public static final long LARGEST = 9_999_999_999L;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RedPacketId {
        Ids.requireWithin("RedPacketId", value, LEAST, LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static RedPacketId fromString(String text) {
        return new RedPacketId(Ids.parse("RedPacketId", text));
    }

    @Override
    public int compareTo(RedPacketId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
