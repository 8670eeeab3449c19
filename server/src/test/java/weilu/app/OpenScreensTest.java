package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.TestBrowser.Answer;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.RoomEvent;

/** What open screens learn of who is in a room, and how soon. */
@QuarkusTest
@WithTestResource(TestServer.class)
class OpenScreensTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration WHILE = Duration.ofSeconds(20);

    @TestHTTPResource
    URI server;
    @Inject
    Wiring wiring;

    private TestBrowser xiaohong;
    private TestBrowser xiaoming;
    private String room;
    private String member;

    @BeforeEach
    void open() {
        xiaohong = person();
        xiaoming = person();
        room = ok(xiaohong.post("/api/rooms", "{\"name\":\"火锅派\",\"visibility\":\"public\"}"))
                .path("room").path("id").asText();
        member = ok(xiaoming.post(path("/join"), "{}")).path("me").path("member").asText();
    }

    @Test
    @DisplayName("[RM16] who is kicked loses the room on two open screens within two seconds, and hears nothing more")
    void kicked() {
        WatchedSocket phone = xiaoming.socket();
        WatchedSocket laptop = xiaoming.socket();
        WatchedSocket owner = xiaohong.socket();
        assertThat(xiaohong.delete(path("/members/" + member)).status()).isEqualTo(204);
        for (WatchedSocket screen : new WatchedSocket[] {phone, laptop}) {
            assertThat(screen.next("roomClosed", room, SOON)).get()
                    .satisfies(frame -> assertThat(frame.path("how").asText()).isEqualTo("kicked"));
        }
        assertThat(event(owner, "memberLeft", WHILE)).isPresent();

        say(xiaohong, "他走了");
        assertThat(event(owner, "messagePosted", WHILE)).isPresent();
        assertThat(event(phone, "messagePosted", Duration.ofMillis(300))).isEmpty();
        assertThat(xiaoming.get(path("")).code()).isEqualTo("not_member");
    }

    @Test
    @DisplayName("[RM16] who comes in hears the room on a screen that was open before")
    void joined() {
        TestBrowser late = person();
        WatchedSocket screen = late.socket();
        ok(late.post(path("/join"), "{}"));
        assertThat(screen.next("roomOpened", room, WHILE)).isPresent();
        say(xiaohong, "欢迎");
        assertThat(event(screen, "messagePosted", WHILE)).isPresent();
    }

    @Test
    @DisplayName("[RM16] a departure that is only in the log, as from another node, closes the room here too")
    void leftElsewhere() {
        WatchedSocket screen = xiaoming.socket();
        wiring.db.useTransaction(tx -> {
            tx.handle().execute("update member set state = 'banned' where id = ?", Long.parseLong(member));
            wiring.log.append(tx, RoomId.fromString(room),
                    new RoomEvent.MemberLeft(MemberId.fromString(member), RoomEvent.Departure.BANNED, null));
        });
        assertThat(screen.next("roomClosed", room, SOON)).get()
                .satisfies(frame -> assertThat(frame.path("how").asText()).isEqualTo("banned"));
    }

    private Optional<JsonNode> event(WatchedSocket socket, String type, Duration within) {
        return socket.next(frame -> frame.path("event").path("type").asText().equals(type), within);
    }

    private void say(TestBrowser browser, String body) {
        ok(browser.post(path("/messages"),
                "{\"clientMessageId\":\"" + UUID.randomUUID() + "\",\"body\":\"" + body + "\"}"));
    }

    private String path(String below) {
        return "/api/rooms/" + room + below;
    }

    private TestBrowser person() {
        TestBrowser browser = new TestBrowser(server);
        ok(browser.post("/api/accounts",
                "{\"name\":\"screen" + COUNT.incrementAndGet() + "\",\"password\":\"correct horse 电池\"}"));
        return browser;
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.body();
    }
}
