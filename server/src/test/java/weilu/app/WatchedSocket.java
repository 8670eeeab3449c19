package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import weilu.protocol.Json;

/** One open socket, and all that came by it. */
public final class WatchedSocket implements WebSocket.Listener {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private int passed;

    /** Connects with this sign-in, and does not say hello yet. */
    static WatchedSocket connect(URI server, String token) {
        return connect(CLIENT, server, Map.of("Origin", originOf(server), "Cookie", "weilu=" + token));
    }

    /** Connects with these headers and the client's own cookies. */
    static WatchedSocket connect(HttpClient client, URI server, Map<String, String> headers) {
        WatchedSocket listener = new WatchedSocket();
        WebSocket.Builder builder = client.newWebSocketBuilder();
        headers.forEach(builder::header);
        listener.socket = builder.buildAsync(URI.create("ws://" + server.getAuthority() + "/socket"), listener).join();
        return listener;
    }

    /** Connects, says hello, and waits for the welcome. */
    static WatchedSocket open(URI server, String token) {
        return connect(server, token).welcomed();
    }

    static WatchedSocket open(HttpClient client, URI server) {
        return connect(client, server, Map.of("Origin", originOf(server))).welcomed();
    }

    private static String originOf(URI server) {
        return "http://" + server.getAuthority();
    }

    private WatchedSocket welcomed() {
        hello();
        waitFor("welcome");
        return this;
    }

    void hello() {
        say("{\"type\":\"hello\",\"protocol\":1,\"cursors\":[]}");
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    void sayBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** The next frame that is so; those before it are let go. Empty when none comes within the time. */
    public Optional<JsonNode> next(Predicate<JsonNode> wanted, Duration within) {
        long until = System.nanoTime() + within.toNanos();
        while (true) {
            while (passed < frames.size()) {
                JsonNode frame = frames.get(passed++);
                if (wanted.test(frame)) {
                    return Optional.of(frame);
                }
            }
            if (System.nanoTime() > until) {
                return Optional.empty();
            }
            pause();
        }
    }

    /** The next frame of this type and room. */
    public Optional<JsonNode> next(String type, String room, Duration within) {
        return next(frame -> frame.path("type").asText().equals(type) && frame.path("room").asText().equals(room), within);
    }

    /** The first frame of this type, or an exception after two seconds. */
    JsonNode waitFor(String type) {
        return waitFor(type, frame -> frame.path("type").asText().equals(type));
    }

    /** The first frame in which this stands, or an exception after two seconds. */
    JsonNode waitForText(String text) {
        return waitFor(text, frame -> frame.toString().contains(text));
    }

    private JsonNode waitFor(String what, Predicate<JsonNode> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < until) {
            Optional<JsonNode> found = frames.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        throw new AssertionError("no " + what + " within two seconds, but " + frames);
    }

    List<JsonNode> frames() {
        return frames;
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** The close code, or an exception when the socket is open two seconds from now. */
    int closeCode() {
        try {
            return closed.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("still open after two seconds", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            // Several frames may come in one text, a line each.
            partial.toString().lines().forEach(line -> frames.add(Json.read(line, JsonNode.class)));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
