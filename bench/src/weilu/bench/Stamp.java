package weilu.bench;

import java.nio.ByteBuffer;

/** When a message was sent, by this process's clock: its body begins with {@code @} and the nanoseconds. */
final class Stamp {
    /** Nothing before this can be the body. */
    private static final int BODY_AFTER = 90;

    private Stamp() {}

    static String now() {
        return "@" + System.nanoTime() + " ";
    }

    /** 0 when it has none. */
    static long in(ByteBuffer bytes, int from, int to) {
        for (int i = from + BODY_AFTER; i + 1 < to; i++) {
            if (bytes.get(i) == '"' && bytes.get(i + 1) == '@') {
                return number(bytes, i + 2);
            }
        }
        return 0;
    }

    private static long number(ByteBuffer bytes, int at) {
        long number = 0;
        for (int i = at; bytes.get(i) >= '0' && bytes.get(i) <= '9'; i++) {
            number = number * 10 + bytes.get(i) - '0';
        }
        return number;
    }
}
