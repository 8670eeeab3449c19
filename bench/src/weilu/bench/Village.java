package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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
        return new Village(product, owner, room, seated(product, owner, room, guests));
    }

    /**
     * Puts guests who are signed in straight into the tables, thousands at once; returns their cookies. The drills bring
     * theirs through the door.
     */
    static List<String> seated(Product product, Person owner, long room, int count) throws Exception {
        String cookieName = owner.cookie().substring(0, owner.cookie().indexOf('='));
        try (Connection connection = product.database(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    with came as (
                        insert into account (kind, display_name, created_at)
                        select 'guest', '邻居' || n, now() from generate_series(0, %1$d) n
                        returning id, substring(display_name from '[0-9]+') as n
                    ), seat as (
                        insert into member (room_id, account_id, role, joined_at, joined_seq)
                        select %2$d, id, 'guest', now(), 0 from came
                    )
                    insert into sign_in (token_hash, account_id, client, created_at, seen_at, expires_at)
                    select sha256(convert_to('seat-%2$d-' || n, 'UTF8')), id, 'bench', now(), now(), now() + interval '1 day'
                    from came""".formatted(count - 1, room));
        }
        return IntStream.range(0, count).mapToObj(n -> cookieName + "=seat-" + room + "-" + n).toList();
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
