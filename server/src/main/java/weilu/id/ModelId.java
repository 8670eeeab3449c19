package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies one model of a provider, on this server. */
public record ModelId(@JsonValue long value) implements Comparable<ModelId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ModelId {
        Ids.requireWithin("ModelId", value, 1, Ids.LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static ModelId fromString(String text) {
        return new ModelId(Ids.parse("ModelId", text));
    }

    @Override
    public int compareTo(ModelId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
