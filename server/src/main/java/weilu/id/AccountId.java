package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies an account: a person, a guest or an agent, on this server. */
public record AccountId(@JsonValue long value) implements Comparable<AccountId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        Ids.requireWithin("AccountId", value, 1, Ids.LARGEST);
    }

    /** Reads the decimal form used in paths; throws IllegalArgumentException when it is not one. */
    public static AccountId fromString(String text) {
        return new AccountId(Ids.parse("AccountId", text));
    }

    @Override
    public int compareTo(AccountId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
