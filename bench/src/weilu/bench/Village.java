package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A server, a room on it, and the many who are in that room as guests. */
record Village(Product product, Person owner, long room, List<String> cookies) implements AutoCloseable {
    static final String HELLO = "{\"type\":\"hello\",\"protocol\":1,\"cursors\":[]}";
    /** Thousands come through the door from this one address. */
    static final Map<String, String> DOORS_WIDE = Map.of(
            "WEILU_NEW_ACCOUNTS_PER_HOUR", "100000", "WEILU_LINK_LOOKS_PER_NETWORK", "100000");
    private static final int ARRIVE_AT_ONCE = 8;

    /** Starts a server and fills a room with this many guests. */
    static Village of(Run run, int guests) throws Exception {
        Product product = run.closing(Product.start(run.home(), run.folder(), DOORS_WIDE));
        Person owner = Person.first(product, "xiaohong");
        long room = owner.createRoom("火锅派").at("/room/id").asLong();
        return new Village(product, owner, room, guests(product, owner, room, guests));
    }

    /** Brings guests into a room; returns their cookies. */
    static List<String> guests(Product product, Person owner, long room, int count) throws Exception {
        JsonNode invitation = owner.post("/api/rooms/" + room + "/invitations", Map.of("guests", true));
        String secret = invitation.path("secret").asText();
        List<String> cookies = new ArrayList<>();
        try (ExecutorService doors = Executors.newFixedThreadPool(ARRIVE_AT_ONCE)) {
            List<Future<String>> arriving = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "邻居" + i;
                arriving.add(doors.submit(() -> Person.guest(product.address(), secret, name)));
            }
            for (Future<String> one : arriving) {
                cookies.add(one.get());
            }
        }
        return cookies;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        product.close();
    }
}
