package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.TestBrowser.Answer;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.media.PictureFiles;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomView;
import weilu.room.Admission;

/** Talk and files as clients meet them: what works, and what bad input gets. */
@QuarkusTest
@WithTestResource(TestServer.class)
class TalkOverHttpTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @TestHTTPResource
    URI server;
    @Inject
    Wiring wiring;

    private TestBrowser xiaohong;
    private TestBrowser xiaoming;
    private TestBrowser outsider;
    private RoomId hotpot;
    private RoomId other;

    @BeforeEach
    void open() {
        xiaohong = new TestBrowser(server);
        xiaoming = new TestBrowser(server);
        outsider = new TestBrowser(server);
        AccountId owner = signUp(xiaohong);
        AccountId member = signUp(xiaoming);
        AccountId stranger = signUp(outsider);
        hotpot = room(owner);
        other = room(stranger);
        admit(hotpot, member, Role.MEMBER);
    }

    @Test
    @DisplayName("[MS10] a message is posted, edited, reacted to, pinned, read and taken back")
    void wholeLife() {
        String message = say("周六七点");
        assertThat(xiaohong.patch(message, "{\"body\":\"周六八点\"}").status()).isEqualTo(204);
        assertThat(xiaoming.put(message + "/reactions/%F0%9F%94%A5", "").status()).isEqualTo(204);
        assertThat(xiaoming.put(message + "/pin", "").status()).isEqualTo(204);
        assertThat(xiaoming.get(message + "/history").body()).extracting(one -> one.path("body").asText())
                .containsExactly("周六七点", "周六八点");
        JsonNode pinned = xiaoming.get(room() + "/pins").body().path(0);
        assertThat(pinned.path("body").asText()).isEqualTo("周六八点");
        assertThat(pinned.path("reactions").path(0).path("emoji").asText()).isEqualTo("🔥");
        assertThat(xiaoming.delete(message + "/reactions/%F0%9F%94%A5").status()).isEqualTo(204);
        assertThat(xiaoming.delete(message + "/pin").status()).isEqualTo(204);
        assertThat(xiaoming.delete(message).code()).isEqualTo("forbidden");
        assertThat(xiaohong.delete(message).status()).isEqualTo(204);
        JsonNode trace = xiaoming.get(room() + "/messages?limit=1").body().path("messages").path(0);
        assertThat(trace.path("body").asText()).isEmpty();
        assertThat(trace.path("recalledBy").isNumber()).isTrue();
        assertThat(xiaoming.get(message + "/history").code()).isEqualTo("recalled");
    }

    @Test
    @DisplayName("[MS11] a picture goes up, is posted, and comes down with its thumbnail to members alone")
    void pictures() {
        byte[] turned = PictureFiles.jpegTurned(900, 600, 6);
        JsonNode picture = upload("kind=picture&name=%E7%81%AB%E9%94%85.jpg", turned).body();
        assertThat(picture.path("kind").asText()).isEqualTo("picture");
        assertThat(picture.path("width").asInt()).isEqualTo(600);
        String path = room() + "/attachments/" + picture.path("id").asText();
        assertThat(xiaoming.get(path).code()).isEqualTo("not_found");
        sayWith(picture);
        Answer whole = xiaoming.get(path);
        assertThat(header(whole, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(header(whole, "Content-Disposition")).isEqualTo("inline; filename*=UTF-8''%E7%81%AB%E9%94%85.jpg");
        assertThat(whole.response().body()).doesNotContain("GPS");
        assertThat(header(xiaoming.get(path + "/thumbnail"), "Content-Type")).isEqualTo("image/jpeg");
        assertThat(outsider.get(path).code()).isEqualTo("not_member");
        assertThat(outsider.get(path + "/thumbnail").code()).isEqualTo("not_member");
        assertThat(new TestBrowser(server).get(path).code()).isEqualTo("not_signed_in");
        String elsewhere = path.replace(hotpot.toString(), other.toString());
        assertThat(outsider.get(elsewhere).code()).isEqualTo("not_found");
    }

    @Test
    @DisplayName("[MS12] SVG, HTML and what is both a picture and a page are bytes to download, never a page of ours")
    void pagesAreBytes() {
        for (String page : List.of("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<!doctype html><script>alert(1)</script>", "GIF89a/*<script>*/=1;", "OggS<html>")) {
            JsonNode file = upload("kind=picture&name=cat.png", page.getBytes(StandardCharsets.ISO_8859_1)).body();
            assertThat(file.path("kind").asText()).as(page).isEqualTo("file");
            Answer down = xiaohong.get(room() + "/attachments/" + file.path("id").asText());
            assertThat(header(down, "Content-Type")).isEqualTo("application/octet-stream");
            assertThat(header(down, "Content-Disposition")).startsWith("attachment");
            assertThat(header(down, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(down, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(header(down, "Content-Security-Policy")).contains("sandbox").contains("default-src 'none'");
        }
    }

    @Test
    @DisplayName("[MD5] bombs are refused or left alone: 50,000 × 50,000 pixels, a zip of zips")
    void bombs() {
        Answer huge = upload("kind=picture&name=x.png", PictureFiles.pngClaiming(50_000, 50_000));
        assertThat(huge.status()).isEqualTo(422);
        assertThat(huge.body().path("field").asText()).isEqualTo("picture");
        JsonNode zip = upload("kind=file&name=42.zip", ascii("PK\u0003\u0004 lib 0.zip")).body();
        assertThat(zip.path("mediaType").asText()).isEqualTo("application/zip");
        assertThat(zip.path("bytes").asInt()).isEqualTo(14);
    }

    @Test
    @DisplayName("[MD3] too many bytes, none, an unknown kind and a hostile name get clear answers")
    void uploads() {
        assertThat(upload("kind=voice&name=v.ogg&seconds=3", new byte[5 * 1024 * 1024 + 1]).status()).isEqualTo(413);
        assertThat(upload("kind=file&name=x", new byte[0]).code()).isEqualTo("body_empty");
        assertThat(upload("kind=movie&name=x", new byte[1]).body().path("field").asText()).isEqualTo("kind");
        assertThat(upload("kind=voice&name=v&seconds=0", new byte[1]).body().path("field").asText())
                .isEqualTo("seconds");
        assertThat(upload("kind=file&name=..%2F..%2Fcat%E2%80%AEgnp.exe%00", new byte[1]).body().path("name").asText())
                .isEqualTo("catgnp.exe");
        assertThat(xiaohong.post(room() + "/attachments?kind=file&name=x", "{}").status()).isEqualTo(415);
        assertThat(xiaohong.send("POST", room() + "/attachments?kind=file&name=x", "x",
                Map.of("Content-Type", "application/octet-stream", "Origin", "https://evil.example")).code())
                .isEqualTo("foreign_origin");
    }

    @Test
    @DisplayName("[MS11] a voice message is played from where the listener is")
    void ranges() {
        JsonNode voice = upload("kind=voice&name=v.ogg&seconds=3&waveform=1,2", ascii("OggS0123456789")).body();
        String path = room() + "/attachments/" + voice.path("id").asText();
        Answer part = xiaohong.send("GET", path, null, Map.of("Range", "bytes=4-7"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo("0123");
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 4-7/14");
        assertThat(xiaohong.send("GET", path, null, Map.of("Range", "bytes=-2")).response().body()).isEqualTo("89");
        assertThat(xiaohong.send("GET", path, null, Map.of("Range", "bytes=14-")).status()).isEqualTo(416);
        Answer whole = xiaohong.get(path);
        assertThat(whole.status()).isEqualTo(200);
        Answer again = xiaohong.send("GET", path, null, Map.of("If-None-Match", header(whole, "ETag")));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    @DisplayName("[MD6] a profile picture is drawn anew, and whoever knows its name sees it")
    void profilePictures() {
        Answer uploaded = xiaohong.upload("/api/pictures", PictureFiles.drawn("png", 600, 300));
        String hash = uploaded.body().path("picture").asText();
        assertThat(hash).matches("[0-9a-f]{64}");
        Answer seen = new TestBrowser(server).get("/api/pictures/" + hash);
        assertThat(header(seen, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(new TestBrowser(server).upload("/api/pictures", new byte[1]).code()).isEqualTo("not_signed_in");
        assertThat(xiaohong.upload("/api/pictures", ascii("<svg/>")).status()).isEqualTo(422);
        assertThat(xiaohong.get("/api/pictures/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(xiaohong.get("/api/pictures/..%2F..%2Fetc").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("[MS1] the same id with the same body is the same message; with another body it is refused")
    void reusedId() {
        String id = UUID.randomUUID().toString();
        Answer first = post(xiaohong, id, "周六七点");
        assertThat(post(xiaohong, id, "周六七点").body()).isEqualTo(first.body());
        assertThat(post(xiaohong, id, "周日七点").code()).isEqualTo("id_reused");
        assertThat(post(xiaohong, id, "周日七点").status()).isEqualTo(409);
    }

    @Test
    @DisplayName("[MS2] 10,000 characters are a message, 10,001 are not")
    void longMessages() {
        assertThat(post(xiaohong, UUID.randomUUID().toString(), "辣".repeat(10_000)).status()).isEqualTo(200);
        Answer tooLong = post(xiaohong, UUID.randomUUID().toString(), "辣".repeat(10_001));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.code()).isEqualTo("body_too_long");
        assertThat(tooLong.body().path("field").asText()).isEqualTo("body");
    }

    @Test
    @DisplayName("[PR4] odd ids, deep JSON and missing values are refused with their field, and nothing fails")
    void oddBodies() {
        String id = "\"clientMessageId\":\"" + UUID.randomUUID() + "\",\"body\":\"x\",";
        for (String odd : List.of("9007199254740993", "-1", "1.5", "\"1\"", "[]", "9223372036854775808")) {
            Answer answer = xiaohong.post(room() + "/messages", "{" + id + "\"quote\":" + odd + "}");
            assertThat(answer.status()).as(odd).isEqualTo(422);
            assertThat(answer.body().path("field").asText()).as(odd).startsWith("quote");
        }
        String deep = "[".repeat(30_000) + "]".repeat(30_000);
        assertThat(xiaohong.post(room() + "/messages", "{" + id + "\"x\":" + deep + "}").status()).isEqualTo(400);
        assertThat(xiaohong.post(room() + "/messages", "{" + id + "\"mentions\":[null]}").status()).isBetween(400, 422);
        assertThat(xiaohong.post(room() + "/messages", "{\"body\":\"x\"}").body().path("field").asText())
                .isEqualTo("clientMessageId");
        assertThat(xiaohong.get("/api/rooms/9007199254740993/messages").status()).isEqualTo(404);
        assertThat(xiaohong.get(room() + "/messages?before=9007199254740993").body().path("field").asText())
                .isEqualTo("before");
        assertThat(xiaohong.get(room() + "/messages?limit=101").body().path("field").asText()).isEqualTo("limit");
        assertThat(xiaohong.patch(say("x"), "{\"body\":null}").body().path("field").asText()).isEqualTo("body");
        assertThat(xiaohong.put(say("x") + "/reactions/abc", "").body().path("field").asText()).isEqualTo("emoji");
    }

    @Test
    @DisplayName("[RM2] a member of another room gets nothing of this one, whatever they ask")
    void tokenOfAnotherRoom() {
        String message = say("只说给派里的人");
        List<Answer> answers = List.of(
                outsider.get(room() + "/messages"), outsider.get(room() + "/pins"), outsider.get(message + "/history"),
                outsider.patch(message, "{\"body\":\"x\"}"), outsider.delete(message),
                outsider.put(message + "/pin", ""), outsider.put(message + "/reactions/%F0%9F%94%A5", ""),
                post(outsider, UUID.randomUUID().toString(), "x"),
                outsider.upload(room() + "/attachments?kind=file&name=x", new byte[1]));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not_member");
            assertThat(answer.response().body()).doesNotContain("只说给");
        });
        TestBrowser nobody = new TestBrowser(server);
        assertThat(nobody.get(room() + "/messages").code()).isEqualTo("not_signed_in");
        assertThat(nobody.delete(message).code()).isEqualTo("not_signed_in");
    }

    private String room() {
        return "/api/rooms/" + hotpot;
    }

    /** Posts as 小红 and gives the message's path. */
    private String say(String body) {
        return room() + "/messages/" + post(xiaohong, UUID.randomUUID().toString(), body).body().path("seq").asLong();
    }

    private void sayWith(JsonNode attachment) {
        Answer answer = xiaohong.post(room() + "/messages", "{\"clientMessageId\":\"" + UUID.randomUUID()
                + "\",\"body\":\"\",\"attachments\":[" + attachment.path("id") + "]}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private Answer post(TestBrowser browser, String id, String body) {
        return browser.post(room() + "/messages", "{\"clientMessageId\":\"" + id + "\",\"body\":\"" + body + "\"}");
    }

    private Answer upload(String query, byte[] bytes) {
        return xiaohong.upload(room() + "/attachments?" + query, bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String header(Answer answer, String name) {
        return String.join(", ", answer.response().headers().allValues(name));
    }

    private AccountId signUp(TestBrowser browser) {
        Answer answer = browser.post("/api/accounts", "{\"name\":\"talker" + COUNT.incrementAndGet()
                + "\",\"password\":\"correct horse 电池\"}");
        assertThat(answer.status()).isEqualTo(200);
        return new AccountId(answer.body().path("account").asLong());
    }

    private RoomId room(AccountId owner) {
        RoomId room = new RoomId(500_000_000L + COUNT.incrementAndGet());
        RoomView view = new RoomView(room, RoomView.Kind.GROUP, "火锅派", "", null, RoomView.Visibility.UNLISTED,
                RoomView.WhoMayInvite.MEMBERS, 0, false, false);
        wiring.db.useTransaction(tx -> wiring.rooms.insertRoom(tx, view, null, wiring.log.now()));
        admit(room, owner, Role.OWNER);
        return room;
    }

    private void admit(RoomId room, AccountId account, Role role) {
        Admission admission = Admission.of(wiring.log, wiring.hub);
        wiring.db.useTransaction(tx -> admission.admit(tx, room, account, role));
    }
}
