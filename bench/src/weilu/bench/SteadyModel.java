package weilu.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model server that says so many words, one after another, over the usual protocol. Each word begins with when it was said,
 * as {@link Stamp} writes it; all are of one length.
 */
final class SteadyModel implements AutoCloseable {
    private static final String WORD = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s火锅 \"}}]}\n\n";
    private static final String END =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final int MILLIS_APART = 100;

    private final long nanosApart;
    /** How often it was asked. */
    final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile int words = 10;

    SteadyModel() throws IOException {
        this(MILLIS_APART);
    }

    SteadyModel(int millisApart) throws IOException {
        nanosApart = TimeUnit.MILLISECONDS.toNanos(millisApart);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Like {@code 127.0.0.1:20123}. */
    String place() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How long a word is. */
    static int wordCharacters() {
        return Stamp.now().length() + "火锅 ".length();
    }

    /** From the next answer on. */
    void says(int count) {
        words = count;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        int count = words;
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                out.write(WORD.formatted(Stamp.now()).getBytes(StandardCharsets.UTF_8));
                out.flush();
                TimeUnit.NANOSECONDS.sleep(began + (i + 1) * nanosApart - System.nanoTime());
            }
            out.write(END.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
