package weilu.id;

/** What all numeric ids share: they fit a JavaScript number exactly. */
final class Ids {
    /** 2^53 − 1, the largest whole number a browser holds exactly. */
    static final long LARGEST = (1L << 53) - 1;

    private Ids() {}

    static void requireWithin(String name, long value, long least, long largest) {
        if (value < least || value > largest) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + largest + ", not " + value);
        }
    }

    static long parse(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number", e);
        }
    }
}
