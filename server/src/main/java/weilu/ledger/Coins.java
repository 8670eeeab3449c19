package weilu.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** A number of whole coins, from 0 to {@link #MOST}; what is taken and what is given is said by the entry, not by a sign. */
public record Coins(@JsonValue long value) implements Comparable<Coins> {
    /** So few that the sum of a transfer's entries, and of all coins there are, stays exact everywhere. */
    public static final long MOST = 1_000_000_000_000L;

    public static final Coins ZERO = new Coins(0);

    public Coins {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("coins must be from 0 to " + MOST + ", not " + value);
        }
    }

    /**
     * Reads an amount that somebody wants to move: a whole JSON number from 1 to {@link #MOST}. Throws a Refusal that names
     * the field for everything else: null, a text, a fraction, 1e3, a list.
     */
    public static Coins read(String field, JsonNode node) {
        Coins coins = readOrZero(field, node);
        if (coins.value == 0) {
            throw refusal(field, 1);
        }
        return coins;
    }

    /** Like {@link #read}, where none at all is an answer, too. */
    public static Coins readOrZero(String field, JsonNode node) {
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0
                || node.longValue() > MOST) {
            throw refusal(field, 0);
        }
        return new Coins(node.longValue());
    }

    public Coins plus(Coins other) {
        return new Coins(Math.addExact(value, other.value));
    }

    public Coins minus(Coins other) {
        return new Coins(Math.subtractExact(value, other.value));
    }

    public boolean isZero() {
        return value == 0;
    }

    public boolean isMoreThan(Coins other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Coins other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }

    private static Refusal refusal(String field, long least) {
        return Refusal.field(ErrorCode.INVALID, field, field + " must be a whole number of coins from " + least + " to " + MOST);
    }
}
