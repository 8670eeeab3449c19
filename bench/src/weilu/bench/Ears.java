package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A few who listen closely: each keeps all live frames it hears, and by which code it was closed. */
final class Ears implements Crowd.Listener, AutoCloseable {
    private final Crowd crowd = new Crowd(this);
    private final Map<LoadSocket, List<JsonNode>> heard = new ConcurrentHashMap<>();
    private final Map<LoadSocket, Integer> closedBy = new ConcurrentHashMap<>();

    Ears() throws IOException {}

    LoadSocket open(URI server, String cookie) throws IOException, InterruptedException {
        return crowd.join(server, List.of(cookie), Village.HELLO).getFirst();
    }

    /** The live frames of this type, in the order in which they came. */
    List<JsonNode> heard(LoadSocket socket, String type) {
        return heard.getOrDefault(socket, List.of()).stream().filter(frame -> frame.path("type").asText().equals(type)).toList();
    }

    int closedBy(LoadSocket socket) {
        return closedBy.getOrDefault(socket, 0);
    }

    /** Milliseconds until it is so; negative when it was not within the time. */
    static double until(BooleanSupplier isSo, double secondsMax) throws InterruptedException {
        long began = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - began > secondsMax * 1e9) {
                return -1;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    @Override
    public void event(LoadSocket socket, long room, long seq, ByteBuffer bytes, int from, int to) {
        // The log is watched by others.
    }

    @Override
    public void other(LoadSocket socket, ByteBuffer bytes, int from, int to) throws IOException {
        byte[] text = new byte[to - from];
        bytes.get(from, text);
        heard.computeIfAbsent(socket, key -> new CopyOnWriteArrayList<>())
                .add(Person.JSON.readTree(new String(text, StandardCharsets.UTF_8)));
    }

    @Override
    public void closed(LoadSocket socket, int code) {
        closedBy.put(socket, code);
    }

    @Override
    public void close() throws IOException {
        crowd.close();
    }
}
