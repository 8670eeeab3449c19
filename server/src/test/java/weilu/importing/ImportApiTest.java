package weilu.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.TestBrowser;
import weilu.app.TestBrowser.Answer;
import weilu.app.TestServer;

/** Importing as the room's settings page meets it. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ImportApiTest {
    @TestHTTPResource
    URI server;

    private TestBrowser xiaohong;
    private String room;

    @BeforeEach
    void cast() {
        xiaohong = person();
        room = "/api/rooms/" + xiaohong.post("/api/rooms", "{\"name\":\"火锅派\"}").body().at("/room/id").asText();
    }

    @Test
    @DisplayName("[IM4] a file sent is in the room, under the names it had; sent again it adds nothing")
    void imports() throws Exception {
        JsonNode done = awaitEnd(send("whatsapp-android-zh.txt", ""));

        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("format").asText()).isEqualTo("whatsapp");
        assertThat(done.path("imported").asInt()).isEqualTo(7);
        JsonNode messages = xiaohong.get(room).body().path("messages");
        JsonNode last = messages.get(messages.size() - 1);
        assertThat(last.path("importedAs").asText()).isEqualTo("小明");
        assertThat(last.path("body").asText()).isEqualTo("二十四小时制也行");
        assertThat(Instant.parse(last.path("at").asText())).isEqualTo("2024-01-06T06:20:00Z");
        JsonNode again = awaitEnd(send("whatsapp-android-zh.txt", "&format=whatsapp&timeZone=UTC"));
        assertThat(again.path("imported").asInt()).isZero();
        assertThat(again.path("repeated").asInt()).isEqualTo(7);
    }

    @Test
    @DisplayName("[IM3] broken lines come back by number; with skipBroken the rest is taken")
    void broken() throws Exception {
        JsonNode stopped = awaitEnd(send("telegram-broken.json", ""));
        assertThat(stopped.path("state").asText()).isEqualTo("broken");
        assertThat(stopped.path("done").asBoolean()).isTrue();
        assertThat(stopped.path("problem").path("code").asText()).isEqualTo("invalid");
        assertThat(stopped.path("brokenLines").get(0).path("line").asInt()).isEqualTo(5);
        JsonNode taken = awaitEnd(send("telegram-broken.json", "&skipBroken=true"));
        assertThat(taken.path("state").asText()).isEqualTo("done");
        assertThat(taken.path("imported").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("[IM9] strangers, unknown formats and odd options are refused, and name what is wrong")
    void refusals() {
        TestBrowser passerBy = person();
        byte[] letter = "dear aunt,\nall is well\n".getBytes(StandardCharsets.UTF_8);
        assertThat(passerBy.upload(room + "/imports?format=irc", letter).code()).isEqualTo("not_member");
        assertThat(new TestBrowser(server).upload(room + "/imports", letter).code()).isEqualTo("not_signed_in");
        assertThat(xiaohong.upload(room + "/imports", letter).code()).isEqualTo("unsupported_media_type");
        for (String field : new String[] {"format", "timeZone", "dateOrder"}) {
            Answer odd = xiaohong.upload(room + "/imports?" + field + "=odd", letter);
            assertThat(odd.status()).as(field).isEqualTo(422);
            assertThat(odd.body().path("field").asText()).isEqualTo(field);
        }
        assertThat(xiaohong.get(room + "/imports/" + UUID.randomUUID()).code()).isEqualTo("not_found");
        assertThat(xiaohong.get(room + "/imports/seven").code()).isEqualTo("not_found");
        assertThat(xiaohong.send("POST", room + "/imports", "text", Map.of("Content-Type", "text/plain")).code())
                .isEqualTo("unsupported_media_type");
    }

    @Test
    @DisplayName("[IM9] the progress of a room's import is not told in another room, nor to a member who is no admin")
    void progressIsTheRooms() throws Exception {
        String id = send("irssi.txt", "").body().path("importId").asText();
        String other = xiaohong.post("/api/rooms", "{\"name\":\"麻将派\"}").body().at("/room/id").asText();
        assertThat(xiaohong.get(room + "/imports/" + id).status()).isEqualTo(200);
        assertThat(xiaohong.get("/api/rooms/" + other + "/imports/" + id).code()).isEqualTo("not_found");
        assertThat(person().get(room + "/imports/" + id).code()).isEqualTo("not_member");
    }

    private Answer send(String sample, String options) throws IOException {
        try (InputStream in = ImportApiTest.class.getResourceAsStream("/importing/" + sample)) {
            return xiaohong.upload(room + "/imports?format=auto&name=" + sample + options, in.readAllBytes());
        }
    }

    private JsonNode awaitEnd(Answer begun) throws InterruptedException {
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(200);
        String path = room + "/imports/" + begun.body().path("importId").asText();
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(until)) {
            JsonNode progress = xiaohong.get(path).body();
            if (progress.path("done").asBoolean()) {
                return progress;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the import did not end");
    }

    private TestBrowser person() {
        TestBrowser browser = new TestBrowser(server);
        String name = "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        Answer made = browser.post("/api/accounts", "{\"name\":\"" + name + "\",\"password\":\"correct horse 电池\"}");
        assertThat(made.status()).as(made.response().body()).isEqualTo(200);
        return browser;
    }
}
