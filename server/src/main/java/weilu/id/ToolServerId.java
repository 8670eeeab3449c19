package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a server of tools that this server knows. */
public record ToolServerId(@JsonValue long value) implements Comparable<ToolServerId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ToolServerId {
        Ids.requireWithin("ToolServerId", value, 1, Ids.LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static ToolServerId fromString(String text) {
        return new ToolServerId(Ids.parse("ToolServerId", text));
    }

    @Override
    public int compareTo(ToolServerId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
