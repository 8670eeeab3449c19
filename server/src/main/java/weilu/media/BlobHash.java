package weilu.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The SHA-256 of a blob's bytes in 64 lower-case hex digits; it is the blob's name. */
public record BlobHash(@JsonValue String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BlobHash {
        if (hex == null || !FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("BlobHash must be 64 lower-case hex digits");
        }
    }

    /** Reads the form used in paths; throws IllegalArgumentException when it is not one. */
    public static BlobHash fromString(String text) {
        return new BlobHash(text);
    }

    @Override
    public String toString() {
        return hex;
    }
}
