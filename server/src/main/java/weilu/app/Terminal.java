package weilu.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What commands at a terminal have in common. */
final class Terminal {
    private static final int STOP_SECONDS_MAX = 8;

    private Terminal() {}

    /** File names and bars are UTF-8 whatever the machine's language is set to. */
    static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** A signal ends the process when this returns: what is at hand gets time to end, and PostgreSQL to stop. */
    static void await(CountDownLatch ended) {
        try {
            ended.await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
