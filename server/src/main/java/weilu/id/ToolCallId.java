package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identifies one call of a tool. */
public record ToolCallId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ToolCallId {
        if (value == null) {
            throw new IllegalArgumentException("ToolCallId must not be null");
        }
    }

    /** Reads the usual 36-character form; throws IllegalArgumentException when it is not one. */
    public static ToolCallId fromString(String text) {
        return new ToolCallId(UUID.fromString(text));
    }

    /** The same call of the same try of a turn always has the same id. */
    public static ToolCallId of(TurnId turn, int attempt, int number) {
        String name = "tool call " + turn + " " + attempt + " " + number;
        return new ToolCallId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
