package weilu;

import java.util.Random;
import java.util.function.Consumer;

/** Tries something with many random numbers that can be had again: a failure names its seed, and -Dseed=N tries that alone. */
public final class Seeds {
    private Seeds() {}

    public static void each(int tries, Consumer<Random> attempt) {
        Long only = Long.getLong("seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? tries : only); seed++) {
            try {
                attempt.accept(new Random(seed));
            } catch (AssertionError | RuntimeException | StackOverflowError failure) {
                throw new AssertionError("seed " + seed + ": repeat it with -Dseed=" + seed, failure);
            }
        }
    }

    /** Text of up to so many characters of any kind: letters, marks, controls, halves of surrogate pairs. */
    public static String text(Random random, int charactersMax) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(charactersMax + 1); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) (0x4E00 + random.nextInt(0x5200)));
                case 2 -> text.appendCodePoint(random.nextInt(0x20000));
                case 3 -> text.append((char) random.nextInt(0x10000));
                default -> text.append((char) (0x300 + random.nextInt(0x1000)));
            }
        }
        return text.toString();
    }
}
