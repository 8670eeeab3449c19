package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Throws dice that nobody can steer, and says how each came about, so that everybody can work it out again (BT6). */
final class RollDice implements Deed {
    private static final int SEED_BYTES = 16;
    private final SecureRandom random;

    RollDice(SecureRandom random) {
        this.random = random;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        int dice = arguments.path("dice").asInt(1);
        int sides = arguments.path("sides").asInt(6);
        int plus = arguments.path("plus").asInt(0);
        byte[] bytes = new byte[SEED_BYTES];
        random.nextBytes(bytes);
        String seed = HexFormat.of().formatHex(bytes);
        List<Integer> eyes = eyes(seed, dice, sides);
        int sum = eyes.stream().mapToInt(Integer::intValue).sum() + plus;
        return ToolResult.of(dice + "d" + sides + (plus == 0 ? "" : plus > 0 ? "+" + plus : "" + plus) + " = " + sum + " ("
                + eyes.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "), seed " + seed
                + ". Tell the eyes, the sum and the seed.");
    }

    /** The n-th die is the first 8 bytes of SHA-256("seed:n"), as a number without a sign, modulo the sides, plus one. */
    static List<Integer> eyes(String seed, int dice, int sides) {
        List<Integer> eyes = new ArrayList<>();
        for (int n = 1; n <= dice; n++) {
            long drawn = ByteBuffer.wrap(sha256(seed + ":" + n)).getLong();
            eyes.add((int) Long.remainderUnsigned(drawn, sides) + 1);
        }
        return eyes;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
