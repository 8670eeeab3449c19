package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A position in a room's log: 0 before the first event, then 1, 2, 3 … without gaps. */
public record Seq(@JsonValue long value) implements Comparable<Seq> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Seq {
        Ids.requireWithin("Seq", value, 0, Ids.LARGEST);
    }

    public static final Seq START = new Seq(0);

    /** The position right after this one. */
    public Seq next() {
        return new Seq(value + 1);
    }

    public boolean isAfter(Seq other) {
        return value > other.value;
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static Seq fromString(String text) {
        return new Seq(Ids.parse("Seq", text));
    }

    @Override
    public int compareTo(Seq other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
