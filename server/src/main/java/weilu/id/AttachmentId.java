package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one file, picture or voice message put into one room. */
public record AttachmentId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AttachmentId {
        if (value == null) {
            throw new IllegalArgumentException("AttachmentId must not be null");
        }
    }

    /** Reads the usual 36-character form; throws IllegalArgumentException when it is not one. */
    public static AttachmentId fromString(String text) {
        return new AttachmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
