package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Made by the sender of a message, once; makes a retry harmless (TRUST T1). */
public record ClientMessageId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClientMessageId {
        if (value == null) {
            throw new IllegalArgumentException("ClientMessageId must not be null");
        }
    }

    /** Reads the usual 36-character form; throws IllegalArgumentException when it is not one. */
    public static ClientMessageId fromString(String text) {
        return new ClientMessageId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
