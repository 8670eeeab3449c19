package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
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

    @Override
    public String toString() {
        return value.toString();
    }
}
