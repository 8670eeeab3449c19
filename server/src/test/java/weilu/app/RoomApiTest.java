package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.TestBrowser.Answer;

/** The room API as clients meet it. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RoomApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @TestHTTPResource
    URI server;

    private TestBrowser 小红;
    private TestBrowser 小明;

    @BeforeEach
    void cast() {
        小红 = person();
        小明 = person();
    }

    @Test
    @DisplayName("[RM6] a room is made, listed, read and changed")
    void making() {
        JsonNode made = ok(小红.post("/api/rooms", "{\"name\":\"火锅派\",\"topic\":\"周五\",\"visibility\":\"public\"}"));
        String room = made.path("room").path("id").asText();
        assertThat(room).hasSize(9);
        assertThat(made.path("me").path("role").asText()).isEqualTo("owner");
        assertThat(ok(小红.get("/api/rooms")).path("rooms").get(0).path("room").path("name").asText()).isEqualTo("火锅派");
        JsonNode changed = ok(小红.patch(room(room), "{\"name\":\"麻将派\",\"slowModeSeconds\":5}"));
        assertThat(changed.path("name").asText()).isEqualTo("麻将派");
        assertThat(changed.path("topic").asText()).isEqualTo("周五");
        assertThat(ok(小红.get(room(room))).path("room").path("slowModeSeconds").asInt()).isEqualTo(5);
        assertThat(小红.put(room(room) + "/me/notify", "{\"notify\":\"mentions\"}").status()).isEqualTo(204);
        assertThat(ok(小红.get(room(room))).path("me").path("notify").asText()).isEqualTo("mentions");
        assertThat(小红.post("/api/rooms", "{\"name\":\"\\u202e派\"}").body().path("field").asText()).isEqualTo("name");
        assertThat(小红.post("/api/rooms", "{}").code()).isEqualTo("invalid");
        assertThat(小红.post("/api/rooms", "").code()).isEqualTo("malformed");
        assertThat(new TestBrowser(server).post("/api/rooms", "{\"name\":\"派\"}").code()).isEqualTo("not_signed_in");
    }

    @Test
    @DisplayName("[RM23] what is set for everybody everybody sees, with who did it; what one chooses oneself only one sees")
    void consents() {
        String room = made("public");
        ok(小明.post(room(room) + "/join", ""));
        assertThat(小明.put(room(room) + "/consent", "{\"noStore\":true}").code()).isEqualTo("forbidden");
        ok(小红.put(room(room) + "/consent", "{\"consent\":\"local\",\"noStore\":false}"));
        ok(小红.put(room(room) + "/consent", "{\"consent\":\"local\"}"));
        ok(小红.put(room(room) + "/consent", "{\"noStore\":true}"));
        JsonNode rules = ok(小明.get(room(room))).path("rules");
        assertThat(rules).hasSize(2);
        assertThat(rules.get(0).path("consent").asText()).isEqualTo("local");
        assertThat(rules.get(0).has("noStore")).isFalse();
        assertThat(rules.get(1).path("noStore").asBoolean()).isTrue();
        assertThat(rules.get(1).path("by").asText()).isEqualTo(ok(小红.get(room(room))).path("me").path("member").asText());
        assertThat(ok(小明.get(room(room) + "/me/consent")).has("changedAt")).isFalse();
        assertThat(ok(小明.put(room(room) + "/me/consent", "{\"allow\":\"none\"}")).path("changedAt").asText()).isNotEmpty();
        JsonNode after = ok(小红.get(room(room)));
        assertThat(after.path("rules")).hasSize(2);
        assertThat(after.toString()).doesNotContain("changedAt");
        assertThat(ok(小红.get(room(room) + "/me/consent")).has("changedAt")).isFalse();
    }

    @Test
    @DisplayName("[RM9] joining by number: at once, by approval, or not at all")
    void joiningByNumber() {
        String open = made("public");
        assertThat(ok(小明.post(room(open) + "/join", "{}")).path("members")).hasSize(3);
        assertThat(小明.post(room("999999999") + "/join", "{}").code()).isEqualTo("not_found");
        assertThat(小明.post(room("12") + "/join", "{}").status()).isEqualTo(404);

        String closed = made("private");
        Answer asked = 小明.post(room(closed) + "/join", "{}");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.code()).isEqualTo("approval_needed");
        assertThat(小明.get(room(closed)).code()).isEqualTo("not_member");
        JsonNode waiting = ok(小红.get(room(closed) + "/join-requests"));
        assertThat(waiting).hasSize(1);
        String account = waiting.get(0).path("account").asText();
        assertThat(小红.post(room(closed) + "/join-requests/" + account + "/approve", "{}").status()).isEqualTo(204);
        assertThat(小明.get(room(closed)).status()).isEqualTo(200);
        assertThat(小明.get(room(closed) + "/join-requests").code()).isEqualTo("forbidden");
    }

    @Test
    @DisplayName("[RM11] an invitation's link, QR code and phrase open the room")
    void invitations() {
        String room = made("private");
        JsonNode made = ok(小红.post(room(room) + "/invitations",
                "{\"oneUse\":true,\"expiresInSeconds\":3600,\"phrase\":\"围炉夜话" + room + "\"}"));
        String secret = made.path("secret").asText();
        assertThat(made.path("link").asText()).endsWith("/i/" + secret).startsWith("http://");
        String id = made.path("id").asText();
        Answer qr = 小红.get(room(room) + "/invitations/" + id + "/qr.svg");
        assertThat(qr.response().headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(小红.get(room(room) + "/invitations/" + id + "/qr.png").response().body()).contains("PNG");
        assertThat(小明.get(room(room) + "/invitations/" + id + "/qr.png").code()).isEqualTo("not_member");

        JsonNode preview = ok(new TestBrowser(server).get("/api/invitations/" + secret));
        assertThat(preview.path("name").asText()).isEqualTo("火锅派");
        assertThat(preview.path("members").asInt()).isEqualTo(2);
        assertThat(ok(小明.post("/api/phrases/join", "{\"phrase\":\"围炉 夜话" + room + "！\"}")).path("members"))
                .hasSize(3);
        assertThat(person().post("/api/invitations/" + secret + "/accept", "{}").code()).isEqualTo("gone");
        assertThat(ok(小红.get(room(room) + "/invitations"))).isEmpty();

        JsonNode other = ok(小红.post(room(room) + "/invitations", "{}"));
        assertThat(ok(person().post("/api/invitations/" + other.path("secret").asText() + "/accept", "{}"))
                .path("room").path("id").asText()).isEqualTo(room);
        assertThat(小红.delete(room(room) + "/invitations/" + other.path("id").asText()).status()).isEqualTo(204);
        assertThat(小红.get("/api/invitations/" + other.path("secret").asText()).code()).isEqualTo("gone");
    }

    @Test
    @DisplayName("[RM11] a stranger with a nickname becomes the guest of the one room, and later a person in it")
    void guests() {
        String room = made("private");
        String secret = ok(小红.post(room(room) + "/invitations", "{\"guests\":true}")).path("secret").asText();
        TestBrowser guest = new TestBrowser(server);
        JsonNode entered = ok(guest.post("/api/guests",
                "{\"invitation\":\"" + secret + "\",\"displayName\":\"过客\",\"language\":\"en\"}"));
        assertThat(entered.path("kind").asText()).isEqualTo("guest");
        assertThat(entered.path("room").asText()).isEqualTo(room);
        assertThat(ok(guest.get(room(room))).path("me").path("role").asText()).isEqualTo("guest");
        assertThat(guest.post("/api/rooms", "{\"name\":\"派\"}").code()).isEqualTo("forbidden");
        assertThat(guest.get("/api/directory").code()).isEqualTo("forbidden");

        String name = "upgraded" + COUNT.incrementAndGet();
        ok(guest.post("/api/me/upgrade", "{\"name\":\"" + name + "\",\"password\":\"correct horse 电池\"}"));
        assertThat(ok(guest.get(room(room))).path("me").path("role").asText()).isEqualTo("member");

        String plain = ok(小红.post(room(room) + "/invitations", "{}")).path("secret").asText();
        TestBrowser stranger = new TestBrowser(server);
        assertThat(stranger.post("/api/guests",
                "{\"invitation\":\"" + plain + "\",\"displayName\":\"过客\"}").code()).isEqualTo("forbidden");
        assertThat(stranger.get("/api/me").code()).isEqualTo("not_signed_in");
    }

    @Test
    @DisplayName("[RM7] members are muted, promoted, kicked, banned and unbanned by who may")
    void moderating() {
        String room = made("public");
        JsonNode snapshot = ok(小明.post(room(room) + "/join", "{}"));
        String member = room(room) + "/members/" + snapshot.path("me").path("member").asText();
        assertThat(ok(小红.patch(member, "{\"mutedForSeconds\":60}")).path("mutedUntil").isMissingNode()).isFalse();
        assertThat(ok(小红.patch(member, "{\"role\":\"admin\",\"mutedForSeconds\":0}")).path("role").asText())
                .isEqualTo("admin");
        assertThat(小红.patch(member, "{}").code()).isEqualTo("malformed");
        assertThat(小明.patch(member, "{\"role\":\"member\"}").code()).isEqualTo("forbidden");
        assertThat(小红.delete(member + "?ban=true").status()).isEqualTo(204);
        assertThat(小明.post(room(room) + "/join", "{}").code()).isEqualTo("banned");
        assertThat(ok(小红.get(room(room) + "/bans"))).hasSize(1);
        String ban = room(room) + "/bans/" + snapshot.path("me").path("member").asText();
        assertThat(小红.delete(ban).status()).isEqualTo(204);
        ok(小明.post(room(room) + "/join", "{}"));

        assertThat(小红.post(room(room) + "/leave", "{}").code()).isEqualTo("conflict");
        String target = snapshot.path("me").path("member").asText();
        assertThat(小红.post(room(room) + "/transfer", "{\"member\":" + target + "}").status()).isEqualTo(204);
        assertThat(小红.post(room(room) + "/leave", "{}").status()).isEqualTo(204);
        assertThat(小红.get(room(room)).code()).isEqualTo("not_member");
        assertThat(ok(小明.post(room(room) + "/archive", "{}")).path("archived").asBoolean()).isTrue();
        assertThat(小红.post(room(room) + "/join", "{}").code()).isEqualTo("archived");
        assertThat(ok(小明.delete(room(room) + "/archive")).path("archived").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("[RM18] people who share a room find each other, talk directly, and block")
    void directs() {
        String room = made("public");
        JsonNode joined = ok(小明.post(room(room) + "/join", "{}"));
        String account = ok(小明.get("/api/me")).path("account").asText();
        assertThat(ok(小红.get("/api/people")).get(0).path("account").asText()).isEqualTo(account);
        JsonNode direct = ok(小红.post("/api/directs", "{\"account\":" + account + "}"));
        assertThat(direct.path("room").path("kind").asText()).isEqualTo("direct");
        String same = ok(小红.post("/api/directs", "{\"room\":" + room + ",\"member\":"
                + joined.path("me").path("member").asText() + "}")).path("room").path("id").asText();
        assertThat(same).isEqualTo(direct.path("room").path("id").asText());
        String message = "{\"clientMessageId\":\"%s\",\"body\":\"在吗\"}";
        assertThat(小明.post(room(same) + "/messages", message.formatted(UUID.randomUUID())).status())
                .isEqualTo(200);
        assertThat(小红.put("/api/blocks/" + account, "{}").status()).isEqualTo(204);
        assertThat(小明.post(room(same) + "/messages", message.formatted(UUID.randomUUID())).code())
                .isEqualTo("blocked");
        assertThat(ok(小红.get("/api/blocks"))).hasSize(1);
        assertThat(小红.delete("/api/blocks/" + account).status()).isEqualTo(204);
        assertThat(小明.post(room(same) + "/messages", message.formatted(UUID.randomUUID())).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("[RM19] the directory finds public rooms")
    void directory() {
        String name = "目录" + COUNT.incrementAndGet() + "号";
        String room = ok(小红.post("/api/rooms", "{\"name\":\"" + name + "\",\"visibility\":\"public\"}"))
                .path("room").path("id").asText();
        ok(小红.post("/api/rooms", "{\"name\":\"" + name + "\",\"visibility\":\"unlisted\"}"));
        JsonNode found = ok(小明.get("/api/directory?query=" + URLEncoder.encode(name, StandardCharsets.UTF_8)));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("room").path("id").asText()).isEqualTo(room);
        assertThat(found.get(0).path("joined").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("[RM14] numbers cannot be scanned")
    void scanning() {
        TestBrowser 路人 = person();
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            refused += 路人.post(room(Integer.toString(900_000_000 + i)) + "/join", "{}").status() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(1, 39);
    }

    private String made(String visibility) {
        return ok(小红.post("/api/rooms", "{\"name\":\"火锅派\",\"visibility\":\"" + visibility + "\"}"))
                .path("room").path("id").asText();
    }

    private TestBrowser person() {
        TestBrowser browser = new TestBrowser(server);
        ok(browser.post("/api/accounts",
                "{\"name\":\"roomie" + COUNT.incrementAndGet() + "\",\"password\":\"correct horse 电池\"}"));
        return browser;
    }

    private static String room(String room) {
        return "/api/rooms/" + room;
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.body();
    }
}
