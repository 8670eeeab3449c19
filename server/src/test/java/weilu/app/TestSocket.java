package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import weilu.protocol.Json;

/** What the server says on one socket, in order. */
public final class TestSocket implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(Json.read(text.toString(), JsonNode.class));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    /** The next frame that is so; those before it are let go. Empty when none comes within the time. */
    public Optional<JsonNode> next(Predicate<JsonNode> wanted, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        try {
            while (true) {
                JsonNode frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (frame == null || wanted.test(frame)) {
                    return Optional.ofNullable(frame);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next frame of this type and room. */
    public Optional<JsonNode> next(String type, String room, Duration within) {
        return next(frame -> frame.path("type").asText().equals(type) && frame.path("room").asText().equals(room), within);
    }
}
