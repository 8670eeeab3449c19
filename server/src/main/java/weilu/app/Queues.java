package weilu.app;

import java.util.ArrayList;
import java.util.List;
import weilu.db.BoundedQueue;
import weilu.db.Places;

/** Every place of the server where something waits, with its limit: docs/self-hosting.md tells what happens beyond it. */
final class Queues {
    private static final int REQUESTS_MAX = 4_096;
    private static final int HANDSHAKES_MAX = 16_384;

    /** Requests that are being answered, sockets apart. */
    final Places requests = new Places("http_requests", REQUESTS_MAX);
    /** Sockets that are being opened. */
    final Places handshakes = new Places("handshakes", HANDSHAKES_MAX);
    private final List<BoundedQueue> all = new ArrayList<>(List.of(requests.queue(), handshakes.queue()));

    void add(BoundedQueue queue) {
        all.add(queue);
    }

    List<BoundedQueue> all() {
        return List.copyOf(all);
    }
}
