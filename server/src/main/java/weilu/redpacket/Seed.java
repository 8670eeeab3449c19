package weilu.redpacket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import weilu.id.RedPacketId;

/** 32 random bytes from which the shares of one red packet follow. They are told when it has ended, and not before. */
public final class Seed {
    public static final int BYTES = 32;
    private static final String COMMITMENT_FORM = "weilu red packet 1";

    private final byte[] bytes;

    public Seed(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a seed has " + BYTES + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    static Seed draw(RandomGenerator random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return new Seed(drawn);
    }

    public static Seed ofHex(String hex) {
        return new Seed(HexFormat.of().parseHex(hex));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * What is told beforehand: the SHA-256, in hex, of this seed together with what it was drawn for, so that neither the seed
     * nor the amounts can be exchanged afterwards.
     */
    public String commitment(RedPacketId redPacket, long amount, int count) {
        String text = String.join("\n",
                COMMITMENT_FORM, redPacket.toString(), Long.toString(amount), Integer.toString(count), hex());
        return HexFormat.of().formatHex(SeededDraws.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seed seed && Arrays.equals(bytes, seed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Not the bytes: this may stand in a log before it may be known. */
    @Override
    public String toString() {
        return "Seed[…]";
    }
}
