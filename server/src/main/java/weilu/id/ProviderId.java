package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a provider of models, on this server. */
public record ProviderId(@JsonValue long value) implements Comparable<ProviderId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProviderId {
        Ids.requireWithin("ProviderId", value, 1, Ids.LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static ProviderId fromString(String text) {
        return new ProviderId(Ids.parse("ProviderId", text));
    }

    @Override
    public int compareTo(ProviderId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
