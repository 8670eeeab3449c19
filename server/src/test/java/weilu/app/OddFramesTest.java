package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.SignIns;
import weilu.app.RouteRole.Asker;
import weilu.db.Db;

/** What a socket does with frames that nobody of ours sends: none takes the connection or the server along, but says why. */
@QuarkusTest
@WithTestResource(TestServer.class)
class OddFramesTest {
    private static final int PROTOCOL_BROKEN = 4200;
    private static final int OTHER_VERSION = 4201;
    private static final Duration WHILE = Duration.ofSeconds(20);

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    @Inject
    SignIns signIns;
    private RoomCast cast;

    @BeforeEach
    void gather() {
        cast = new RoomCast(server, db, signIns);
    }

    @Test
    @DisplayName("[PR3] what is no frame, or of no known type, is refused as malformed, and the socket goes on")
    void noFrames() {
        WatchedSocket socket = open();
        for (String odd : List.of("", "hello", "null", "[]", "7", "{}", "{\"type\":null}", "{\"type\":\"sendMoney\"}",
                "{\"type\":\"SendMessage\"}", "{\"type\":\"ping\",\"n\":\"much\"}", "{\"type\":\"ping\",\"n\":", "\u0000",
                "{\"type\":\"accepted\",\"room\":" + cast.room + "}", "[".repeat(30_000), "{\"a\":".repeat(9_000))) {
            socket.say(odd);
            assertThat(refused(socket).path("problem").path("code").asText()).as(odd).isEqualTo("malformed");
        }
        assertServes(socket);
    }

    @Test
    @DisplayName("[PR4] ids that are none are refused, also 2^53+1, and never bent into others")
    void oddIds() {
        WatchedSocket socket = open();
        for (String id : List.of("9007199254740993", "9223372036854775808", "-1", "0.5", "1e3", "\"1\"", "[]", "{}", "true")) {
            socket.say("{\"type\":\"resume\",\"room\":" + cast.room + ",\"after\":" + id + "}");
            assertThat(refused(socket).path("problem").path("code").asText()).as(id).isIn("malformed", "invalid");
            socket.say("{\"type\":\"sayTyping\",\"room\":" + id + "}");
            assertThat(refused(socket).path("problem").path("code").asText()).as(id).isIn("malformed", "invalid");
        }
        socket.say("{\"type\":\"moveRead\",\"room\":" + cast.room + "}");
        assertThat(refused(socket).path("problem").path("field").asText()).isEqualTo("seq");
        socket.say("{\"type\":\"sendMessage\",\"room\":" + cast.room + ",\"clientMessageId\":\"7\",\"body\":\"x\"}");
        assertThat(refused(socket).path("problem").path("code").asText()).isIn("malformed", "invalid");
        assertServes(socket);
    }

    @Test
    @DisplayName("[SK5] frames out of order close the socket: anything before hello, hello twice, bytes, another version")
    void outOfOrder() {
        WatchedSocket early = WatchedSocket.connect(server, cast.token(Asker.MEMBER));
        early.say(message(UUID.randomUUID(), "我先说"));
        assertThat(early.closeCode()).isEqualTo(PROTOCOL_BROKEN);
        WatchedSocket twice = open();
        twice.hello();
        assertThat(twice.closeCode()).isEqualTo(PROTOCOL_BROKEN);
        WatchedSocket bytes = open();
        bytes.sayBytes(new byte[] {1, 2, 3});
        assertThat(bytes.closeCode()).isEqualTo(PROTOCOL_BROKEN);
        WatchedSocket newer = WatchedSocket.connect(server, cast.token(Asker.MEMBER));
        newer.say("{\"type\":\"hello\",\"protocol\":2}");
        assertThat(newer.closeCode()).isEqualTo(OTHER_VERSION);
        assertThat(cast.browser(Asker.MEMBER).get("/api/rooms/" + cast.room + "/messages").response().body())
                .doesNotContain("我先说");
    }

    @Test
    @DisplayName("[SK2] a cursor ahead of the log, or far behind it, is answered by resync or by the events, never by silence")
    void oddCursors() {
        WatchedSocket socket = open();
        socket.say("{\"type\":\"resume\",\"room\":" + cast.room + ",\"after\":4000000}");
        assertThat(socket.next("resync", Long.toString(cast.room), WHILE)).isPresent();
        socket.say("{\"type\":\"resume\",\"room\":" + cast.room + ",\"after\":0}");
        assertThat(socket.next("event", Long.toString(cast.room), WHILE)).get()
                .satisfies(first -> assertThat(first.path("seq").asLong()).isEqualTo(1));
    }

    @Test
    @DisplayName("[RM2] a socket of another room gets nothing of this one and brings nothing into it")
    void otherRoom() {
        WatchedSocket stranger = WatchedSocket.open(server, cast.token(Asker.OUTSIDER));
        WatchedSocket member = open();
        for (String frame : List.of(message(UUID.randomUUID(), "我是路人"),
                "{\"type\":\"resume\",\"room\":" + cast.room + ",\"after\":0}",
                "{\"type\":\"moveRead\",\"room\":" + cast.room + ",\"seq\":1}")) {
            stranger.say(frame);
            assertThat(refused(stranger).path("problem").path("code").asText()).isEqualTo("not_member");
        }
        stranger.say("{\"type\":\"sayTyping\",\"room\":" + cast.room + "}");
        assertServes(member);
        assertThat(member.frames()).noneMatch(frame -> frame.toString().contains("我是路人"));
        assertThat(stranger.frames()).noneMatch(frame -> frame.path("type").asText().equals("event"));
    }

    @Test
    @DisplayName("[MS1] two tabs that send the same message post it once and both hear so; with another body it is refused")
    void secondTab() {
        WatchedSocket one = open();
        WatchedSocket other = open();
        UUID id = UUID.randomUUID();
        one.say(message(id, "周六七点"));
        other.say(message(id, "周六七点"));
        long seq = accepted(one, id).path("seq").asLong();
        assertThat(accepted(other, id).path("seq").asLong()).isEqualTo(seq);
        other.say(message(id, "周日七点"));
        JsonNode refused = refused(other);
        assertThat(refused.path("problem").path("code").asText()).isEqualTo("id_reused");
        assertThat(refused.path("clientMessageId").asText()).isEqualTo(id.toString());
        one.close();
        assertServes(other);
        assertThat(other.frames().stream().filter(frame -> frame.path("seq").asLong() == seq
                && frame.path("type").asText().equals("event"))).hasSize(1);
    }

    @Test
    @DisplayName("[SK5] a frame larger than any of ours ends its own socket and nobody else's")
    void tooLarge() {
        WatchedSocket greedy = open();
        WatchedSocket other = open();
        greedy.say("{\"type\":\"ping\",\"n\":1,\"x\":\"" + "辣".repeat(2_000_000) + "\"}");
        assertThat(greedy.next(frame -> frame.path("type").asText().equals("pong"), Duration.ofSeconds(2))).isEmpty();
        assertThat(greedy.isOpen()).isFalse();
        assertServes(other);
    }

    @Test
    @DisplayName("[SK7] a page of another origin, or of a hidden one, opens no socket; a program that names none does")
    void foreignOrigin() {
        String cookie = "weilu=" + cast.token(Asker.MEMBER);
        HttpClient client = HttpClient.newHttpClient();
        for (String origin : List.of("https://evil.example", "null", server + ".evil.example")) {
            assertThatThrownBy(() -> WatchedSocket.connect(client, server, Map.of("Cookie", cookie, "Origin", origin)))
                    .as(origin).hasStackTraceContaining("403");
        }
        WatchedSocket program = WatchedSocket.connect(client, server, Map.of("Cookie", cookie));
        program.hello();
        assertServes(program);
    }

    private WatchedSocket open() {
        return WatchedSocket.open(server, cast.token(Asker.MEMBER));
    }

    /** A message goes out and comes back. */
    private void assertServes(WatchedSocket socket) {
        UUID id = UUID.randomUUID();
        socket.say(message(id, "还在"));
        accepted(socket, id);
    }

    private static JsonNode refused(WatchedSocket socket) {
        return socket.next(frame -> frame.path("type").asText().equals("refused"), WHILE).orElseThrow();
    }

    private static JsonNode accepted(WatchedSocket socket, UUID id) {
        return socket.next(frame -> frame.path("type").asText().equals("accepted")
                && frame.path("clientMessageId").asText().equals(id.toString()), WHILE).orElseThrow();
    }

    private String message(UUID id, String body) {
        return "{\"type\":\"sendMessage\",\"room\":" + cast.room + ",\"clientMessageId\":\"" + id
                + "\",\"body\":\"" + body + "\"}";
    }
}
