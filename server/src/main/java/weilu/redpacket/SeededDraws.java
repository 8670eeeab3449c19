package weilu.redpacket;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Whole numbers that follow from a seed alone (RP2). Draw {@code i} hashes the seed and {@code i} as 8 bytes, big end first, by
 * SHA-256 and takes the first 48 bits. What would make one number likelier than another is passed over, so each is drawn
 * with exactly the same odds. docs/fairness.md says this so that anybody can do it again.
 */
final class SeededDraws {
    /** So many values has a draw; a browser's numbers hold them exactly. */
    private static final long VALUES = 1L << 48;
    private static final int UNUSED_BITS = 16;

    private final byte[] seed;
    private final MessageDigest sha256 = sha256();
    private long drawn;

    SeededDraws(Seed seed) {
        this.seed = seed.bytes();
    }

    /** A number from 1 to {@code most}, each with the same odds. */
    long upTo(long most) {
        long fair = VALUES - VALUES % most;
        while (true) {
            long value = next();
            if (value < fair) {
                return 1 + value % most;
            }
        }
    }

    private long next() {
        sha256.update(seed);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(drawn++).array());
        return ByteBuffer.wrap(sha256.digest()).getLong() >>> UNUSED_BITS;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
