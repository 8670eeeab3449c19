package weilu.redpacket;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The shares (份) of a red packet, in the order in which they are given out (RP1). A lucky one's are cut: of the places between
 * two coins {@code count − 1} different ones are chosen, every choice with the same odds, and the coins fall apart there. So
 * every share is at least one coin, they add up exactly, and no position is better than another in mean, spread or odds of the
 * best luck.
 */
public final class Shares {
    /** There is no best luck, as all are equal, or there is one share. */
    public static final int NONE = -1;

    private final long[] coins;
    private final int best;

    private Shares(long[] coins, int best) {
        this.coins = coins;
        this.best = best;
    }

    /** All are the same. {@code amount} must be a multiple of {@code count}. */
    public static Shares equal(long amount, int count) {
        if (count < 1 || amount < count || amount % count != 0) {
            throw new IllegalArgumentException(amount + " coins do not make " + count + " equal shares");
        }
        long[] coins = new long[count];
        Arrays.fill(coins, amount / count);
        return new Shares(coins, NONE);
    }

    /** Cuts by the seed; the same seed makes the same shares for ever. */
    public static Shares cut(long amount, int count, Seed seed) {
        if (count < 1 || amount < count) {
            throw new IllegalArgumentException(amount + " coins do not make " + count + " shares");
        }
        SeededDraws draws = new SeededDraws(seed);
        long[] cuts = choose(count - 1, amount - 1, draws);
        long[] coins = new long[count];
        long from = 0;
        for (int i = 0; i < count - 1; i++) {
            coins[i] = cuts[i] - from;
            from = cuts[i];
        }
        coins[count - 1] = amount - from;
        return new Shares(coins, best(coins, draws));
    }

    /** So many different numbers from 1 to {@code most}, in order; Floyd's way, which takes one draw for each. */
    private static long[] choose(int many, long most, SeededDraws draws) {
        SortedSet<Long> chosen = new TreeSet<>();
        for (long top = most - many + 1; top <= most; top++) {
            long drawn = draws.upTo(top);
            chosen.add(chosen.contains(drawn) ? top : drawn);
        }
        return chosen.stream().mapToLong(Long::longValue).toArray();
    }

    /** Of several largest shares the next draw decides: the first of them would win more often. */
    private static int best(long[] coins, SeededDraws draws) {
        if (coins.length < 2) {
            return NONE;
        }
        long most = Arrays.stream(coins).max().orElseThrow();
        int[] largest = IntStream.range(0, coins.length).filter(position -> coins[position] == most).toArray();
        return largest.length == 1 ? largest[0] : largest[(int) draws.upTo(largest.length) - 1];
    }

    public int count() {
        return coins.length;
    }

    /** The coins at this position, from 0. */
    public long at(int position) {
        return coins[position];
    }

    /** The position with the best luck (手气最佳), or {@link #NONE}. */
    public int best() {
        return best;
    }

    /** What the first so many shares come to. */
    public long sumOfFirst(int shares) {
        return Arrays.stream(coins, 0, shares).sum();
    }

    public long[] toArray() {
        return coins.clone();
    }
}
