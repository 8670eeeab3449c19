package weilu.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A client that does what clients must: it keeps what was not acknowledged, sends it again under the same id, and comes back
 * with the last seq it has heard.
 */
final class Talker {
    final String cookie;
    /** What it has sent and nobody has acknowledged. */
    final Map<UUID, String> waiting = new ConcurrentHashMap<>();
    /** Those of them that the server could not take when they were said. */
    final Set<UUID> refused = ConcurrentHashMap.newKeySet();
    /** The ids of the messages it has heard, by seq; null for events that are none. On the crowd's thread. */
    final List<UUID> heard = new ArrayList<>();
    /** Where {@link #heard} begins. */
    final long start;
    volatile LoadSocket socket;

    Talker(String cookie, long start) {
        this.cookie = cookie;
        this.start = start;
    }

    long cursor() {
        return start + heard.size();
    }

    String hello(long room) {
        return "{\"type\":\"hello\",\"protocol\":1,\"cursors\":[{\"room\":" + room + ",\"after\":" + cursor() + "}]}";
    }

    UUID say(long room, String body) {
        UUID id = UUID.randomUUID();
        waiting.put(id, body);
        send(room, id, body);
        return id;
    }

    /** After it has come back: what was not acknowledged, once more. */
    void sayAgain(long room) {
        refused.clear();
        waiting.forEach((id, body) -> send(room, id, body));
    }

    /** What the server asked to be said again later. */
    void sayRefusedAgain(long room) {
        for (UUID id : List.copyOf(refused)) {
            refused.remove(id);
            String body = waiting.get(id);
            if (body != null) {
                send(room, id, body);
            }
        }
    }

    private void send(long room, UUID id, String body) {
        try {
            if (socket != null && socket.isOpen) {
                socket.sendMessage(room, id.toString(), body);
            }
        } catch (IOException cut) {
            // It keeps waiting, and is sent when the talker comes back.
        }
    }
}
