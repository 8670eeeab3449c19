package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identifies turns that led to one another: what one person's message set going, until agents are silent again. */
public record ChainId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChainId {
        if (value == null) {
            throw new IllegalArgumentException("ChainId must not be null");
        }
    }

    /** Reads the usual 36-character form; throws IllegalArgumentException when it is not one. */
    public static ChainId fromString(String text) {
        return new ChainId(UUID.fromString(text));
    }

    /** The chain of a person's message; the same on any node, after any crash. */
    public static ChainId of(RoomId room, Seq beginning) {
        String name = "chain " + room + " " + beginning;
        return new ChainId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
