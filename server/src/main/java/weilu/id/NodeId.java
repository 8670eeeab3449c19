package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one running server process among those that share a database; a new one at each start. */
public record NodeId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NodeId {
        if (value == null) {
            throw new IllegalArgumentException("NodeId must not be null");
        }
    }

    /** Reads the usual 36-character form; throws IllegalArgumentException when it is not one. */
    public static NodeId fromString(String text) {
        return new NodeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
