package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a file that an agent knows, on this server. */
public record AgentFileId(@JsonValue long value) implements Comparable<AgentFileId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AgentFileId {
        Ids.requireWithin("AgentFileId", value, 1, Ids.LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static AgentFileId fromString(String text) {
        return new AgentFileId(Ids.parse("AgentFileId", text));
    }

    @Override
    public int compareTo(AgentFileId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
