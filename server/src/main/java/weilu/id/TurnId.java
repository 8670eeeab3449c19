package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identifies one turn of an agent; it is also the client message id of the turn's reply. */
public record TurnId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TurnId {
        if (value == null) {
            throw new IllegalArgumentException("TurnId must not be null");
        }
    }

    /** Reads the usual 36-character form; throws IllegalArgumentException when it is not one. */
    public static TurnId fromString(String text) {
        return new TurnId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }

    /** The same agent and trigger always make the same id, on any node, after any crash. */
    public static TurnId of(MemberId agent, Seq trigger) {
        String name = "turn " + agent + " " + trigger;
        return new TurnId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Another try of the same agent at the same message: 0 is the first, which has the id above. */
    public static TurnId of(MemberId agent, Seq trigger, int attempt, ModelId model) {
        if (attempt == 0) {
            return of(agent, trigger);
        }
        String name = "turn " + agent + " " + trigger + " again " + attempt + (model == null ? "" : " of " + model);
        return new TurnId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
