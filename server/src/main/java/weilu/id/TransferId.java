package weilu.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Identifies a transfer of coins, and makes asking for it again harmless. */
public record TransferId(@JsonValue UUID value) {
    private static final long VERSION_CLEARED = ~0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_CLEARED = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TransferId {
        if (value == null) {
            throw new IllegalArgumentException("TransferId must not be null");
        }
    }

    /** Reads the usual 36-character form; throws IllegalArgumentException when it is not one. */
    public static TransferId fromString(String text) {
        return new TransferId(UUID.fromString(text));
    }

    /**
     * The same parts always make the same id, on any node, after any crash. What a client made goes in here together with
     * whose it is, never as it came: else one could take the id of another's transfer.
     */
    public static TransferId of(String kind, Object... parts) {
        StringBuilder name = new StringBuilder(kind);
        for (Object part : parts) {
            String text = part.toString();
            name.append(' ').append(text.length()).append(':').append(text);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.toString().getBytes(StandardCharsets.UTF_8)));
            long first = hash.getLong() & VERSION_CLEARED | VERSION_8;
            return new TransferId(new UUID(first, hash.getLong() & VARIANT_CLEARED | VARIANT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
