package weilu.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A model server that misbehaves in the way it is told to, on a port of its own. */
final class WildModel implements AutoCloseable {
    /** How it answers whoever asks. */
    enum Manner { SILENT, DRIPPING_BYTES, WORDS_WITHOUT_END, CLOSING, GARBAGE, WELL }

    private static final String EVENTS = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final int DRIP_MS = 100;
    private static final String SAID = "毛肚要七上八下";

    private final ServerSocket door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile Manner manner = Manner.WELL;

    WildModel() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    /** From the next request on; who waits now is let go, as by a model server that is started again. */
    void behave(Manner now) throws IOException {
        manner = now;
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            socket.close();
        }
    }

    /** Like {@code 127.0.0.1:20123}. */
    String place() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        behave(Manner.CLOSING);
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket; OutputStream out = socket.getOutputStream()) {
            readRequest(socket.getInputStream());
            switch (manner) {
                case SILENT -> waitUntilGone(socket);
                case DRIPPING_BYTES -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: ");
                    drip(out, ".");
                }
                case WORDS_WITHOUT_END -> {
                    write(out, EVENTS);
                    drip(out, event("\"content\":\"啊\"", "null"));
                }
                case CLOSING -> { }
                case GARBAGE -> write(out, "\u0000\u0001SSH-2.0-OpenSSH\r\n{\"choices\":[{]]}\r\n\r\n");
                case WELL -> write(out, EVENTS + event("\"content\":\"" + SAID + "\"", "null")
                        + event("", "\"stop\"") + "data: [DONE]\n\n");
            }
        } catch (IOException | InterruptedException gone) {
            // The server has given up on us, which is what it shall do.
        } finally {
            open.remove(socket);
        }
    }

    private static String event(String delta, String finish) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":" + finish + "}]}\n\n";
    }

    private static void drip(OutputStream out, String piece) throws IOException, InterruptedException {
        while (true) {
            write(out, piece);
            TimeUnit.MILLISECONDS.sleep(DRIP_MS);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void waitUntilGone(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // Says nothing to whatever comes.
        }
    }

    /** Head and body, so that nothing unread resets the connection when it is closed. */
    private static void readRequest(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("it asked nothing");
            }
            head.append((char) next);
        }
        int length = head.toString().lines().filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip())).findFirst().orElse(0);
        in.readNBytes(length);
    }
}
