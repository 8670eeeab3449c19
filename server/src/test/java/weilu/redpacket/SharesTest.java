package weilu.redpacket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.RedPacketId;
import weilu.protocol.Json;

/** Shares of many red packets, measured. The seeds are fixed, so a run is like every other. */
final class SharesTest {
    private static final int RED_PACKETS = 100_000;
    /** With 9 degrees of freedom only one fair die in a thousand is above this. */
    private static final double CHI_SQUARE_9_AT_001 = 27.88;

    @Test
    @DisplayName("[RP1] the shares of 100,000 red packets of every size are at least one coin and add up exactly")
    void sharesAddUp() {
        Random random = new Random(5);
        for (int i = 0; i < RED_PACKETS; i++) {
            int count = 1 + random.nextInt(i % 100 == 0 ? 1_000 : 12);
            long amount = count + random.nextLong(i % 3 == 0 ? 3 : 100_000);
            long[] coins = Shares.cut(amount, count, Seed.draw(random)).toArray();
            assertThat(coins).hasSize(count);
            assertThat(Arrays.stream(coins).min().orElseThrow()).isPositive();
            assertThat(Arrays.stream(coins).sum()).isEqualTo(amount);
        }
    }

    @Test
    @DisplayName("[RP1] every position has the same mean, spread and chance of the best luck")
    void positionsAreEqual() {
        int count = 10;
        double[] sums = new double[count];
        double[] squares = new double[count];
        long[] best = new long[count];
        Random random = new Random(8);
        for (int i = 0; i < RED_PACKETS; i++) {
            Shares shares = Shares.cut(1_000, count, Seed.draw(random));
            for (int position = 0; position < count; position++) {
                sums[position] += shares.at(position);
                squares[position] += (double) shares.at(position) * shares.at(position);
            }
            best[shares.best()]++;
        }
        double spread = spread(sums[0], squares[0]);
        for (int position = 0; position < count; position++) {
            assertThat(sums[position] / RED_PACKETS).isCloseTo(100, Percentage.withPercentage(1));
            assertThat(spread(sums[position], squares[position])).isCloseTo(spread, Percentage.withPercentage(2));
        }
        assertThat(chiSquare(best)).isLessThan(CHI_SQUARE_9_AT_001);
    }

    @Test
    @DisplayName("[RP1] where shares are often alike, none of the largest is preferred")
    void tiesAreFair() {
        long[] best = new long[10];
        Random random = new Random(9);
        for (int i = 0; i < RED_PACKETS; i++) {
            best[Shares.cut(15, 10, Seed.draw(random)).best()]++;
        }
        assertThat(chiSquare(best)).isLessThan(CHI_SQUARE_9_AT_001);
    }

    @Test
    @DisplayName("[RP1] every way to cut is as likely as every other")
    void cutsAreUniform() {
        // 6 coins in 3 shares: 10 ways.
        long[] ways = new long[10];
        Random random = new Random(10);
        for (int i = 0; i < RED_PACKETS; i++) {
            Shares shares = Shares.cut(6, 3, Seed.draw(random));
            long first = shares.at(0);
            long second = shares.at(1);
            ways[(int) ((first - 1) * (12 - first) / 2 - (first - 1) + second - 1)]++;
        }
        assertThat(chiSquare(ways)).isLessThan(CHI_SQUARE_9_AT_001);
    }

    @Test
    @DisplayName("[RP1] equal shares are equal, have no best luck, and leave nothing over")
    void equalShares() {
        assertThat(Shares.equal(60, 3).toArray()).containsExactly(20, 20, 20);
        assertThat(Shares.equal(60, 3).best()).isEqualTo(Shares.NONE);
        assertThatThrownBy(() -> Shares.equal(61, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Shares.cut(7, 1, Seed.draw(new Random(1))).best()).isEqualTo(Shares.NONE);
    }

    @Test
    @DisplayName("[RP2] seeds, commitments and shares are those that the browser's tests read, too")
    void goldenVectors() throws IOException {
        JsonNode vectors = Json.mapper().readTree(
                Files.readString(Path.of("..", "protocol", "vectors", "red-packet-shares.json")));
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(8);
        for (JsonNode vector : vectors) {
            long amount = vector.get("amount").asLong();
            int count = vector.get("count").asInt();
            Seed seed = Seed.ofHex(vector.get("seed").asText());
            Shares shares = Shares.cut(amount, count, seed);
            assertThat(seed.commitment(new RedPacketId(vector.get("redPacket").asLong()), amount, count))
                    .isEqualTo(vector.get("commitment").asText());
            assertThat(shares.toArray()).containsExactly(Json.mapper().convertValue(vector.get("shares"), long[].class));
            assertThat(shares.best()).isEqualTo(vector.get("best").asInt());
        }
    }

    private static double spread(double sum, double squares) {
        double mean = sum / RED_PACKETS;
        return Math.sqrt(squares / RED_PACKETS - mean * mean);
    }

    private static double chiSquare(long[] seen) {
        double expected = (double) Arrays.stream(seen).sum() / seen.length;
        return Arrays.stream(seen).mapToDouble(one -> (one - expected) * (one - expected) / expected).sum();
    }
}
