package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.AccountId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.About;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.room.ChangeRoom;

class ExportRoomTest {
    private static final String BAIT = "<script>alert(1)</script> <img src=x onerror=alert(1)> \"'& **粗**";
    @TempDir
    private Path folder;
    private Talk talk;
    private ExportRoom exports;

    @BeforeEach
    void open() {
        talk = new Talk(folder);
        exports = new ExportRoom(talk.db, talk.access, talk.rooms, talk.messages, talk.attachments, talk.clock);
    }

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    @DisplayName("[MS19] the zip holds every message for programs and people, with its files, and nothing that was taken back")
    void holdsTheRoom() throws IOException {
        Seq said = talk.say(talk.xiaohong, "周六七点");
        Attachment menu = talk.upload(talk.xiaoming, Attachment.Kind.FILE, "菜单 #1.txt", "毛肚".getBytes(StandardCharsets.UTF_8));
        Seq withFile = talk.sayWith(talk.xiaoming, "", menu.id());
        Seq gone = talk.say(talk.xiaoming, "说错了的秘密");
        talk.recall(talk.xiaoming, gone);
        talk.edit(talk.xiaohong, said, "周六八点");
        talk.run(tx -> tx.handle().execute("update account set time_zone = 'Asia/Shanghai'"));
        Map<String, byte[]> zip = export(talk.xiaoming, true);
        List<JsonNode> lines = lines(zip);
        String path = "files/" + withFile + "-" + menu.id().toString().substring(0, 8) + "-菜单 #1.txt";
        assertThat(zip.keySet()).containsExactly("messages.jsonl", "messages.html", path);
        assertThat(zip.get(path)).asString(StandardCharsets.UTF_8).isEqualTo("毛肚");
        assertThat(line(lines, said).get("body").asText()).isEqualTo("周六八点");
        assertThat(line(lines, said).at("/author/name").asText()).isEqualTo("小红");
        assertThat(line(lines, withFile).at("/files/0/path").asText()).isEqualTo(path);
        assertThat(line(lines, gone).get("recalled").asBoolean()).isTrue();
        assertThat(text(zip, "messages.jsonl") + text(zip, "messages.html")).doesNotContain("说错了").doesNotContain("七点");
        Document page = page(zip);
        assertThat(page.select("#m" + said + " p").text()).isEqualTo("周六八点");
        assertThat(page.select("#m" + said + " time").text()).endsWith("+08:00");
        assertThat(page.select("#m" + withFile + " a").attr("href")).isEqualTo(path.replace("#", "%23"));
        assertThat(export(talk.xiaoming, false).keySet()).containsExactly("messages.jsonl", "messages.html");
    }

    @Test
    @DisplayName("[MS19] words stay words: nothing anybody typed becomes an element of the page, and it runs and fetches nothing")
    void isHarmless() throws IOException {
        Seq bait = talk.say(talk.xiaoming, BAIT);
        Document page = page(export(talk.xiaohong, true));
        assertThat(page.select("script, [onerror], article img, strong")).isEmpty();
        assertThat(page.select("#m" + bait + " p").text()).isEqualTo(BAIT);
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content")).startsWith("default-src 'none'");
    }

    @Test
    @DisplayName("[MS19] what an agent wrote is labelled for people and programs in both; what a person wrote is not")
    void keepsTheMark() throws IOException {
        Seq person = talk.say(talk.xiaohong, "放几块？");
        Seq agent = talk.answer("放两块。", new Answer(new TurnId(UUID.randomUUID()), Answer.Kind.CHAT, Answer.Engine.MODEL,
                "本机 · \"m\"", null, List.of()).thinking("心里话"));
        ForwardMessage forward = new ForwardMessage(
                talk.db, talk.access, talk.rooms, talk.attachments, talk.posts, talk.messages);
        Seq forwarded = forward.forward(talk.xiaohong, new ForwardMessage.Wish(Talk.ROOM, agent, Talk.ROOM, talk.newId(), null));
        Map<String, byte[]> zip = export(talk.xiaohong, true);
        Document page = page(zip);
        for (Seq made : List.of(agent, forwarded)) {
            JsonNode line = line(lines(zip), made);
            assertThat(line.at("/ai/engine").asText()).isEqualTo("model");
            assertThat(line.at("/ai/model").asText()).isEqualTo("本机 · \"m\"");
            assertThat(line.at("/AIGC/Label").asText()).isEqualTo("1");
            assertThat(page.select("#m" + made + " .ai").text()).contains("AI-generated");
            assertThat(Json.mapper().readTree(page.select("#m" + made).attr("data-ai")).get("agent").asText()).isEqualTo("阿炉");
            assertThat(page.select("#m" + made).attr("data-aigc")).contains("ContentProducer");
        }
        assertThat(line(lines(zip), person).has("ai")).isFalse();
        assertThat(page.select("#m" + person).hasAttr("data-ai")).isFalse();
        assertThat(text(zip, "messages.jsonl") + text(zip, "messages.html")).doesNotContain("心里话");
    }

    @Test
    @DisplayName("[MS19] a long room comes whole and in order, page by page; what is said after the wish does not")
    void longRoom() throws IOException {
        talk.run(tx -> tx.handle().execute("""
                insert into room_event (room_id, seq, at, kind, author, client_message_id, content_hash, event)
                select e.room_id, e.seq + n, e.at, e.kind, e.author, gen_random_uuid(), 0,
                       replace(e.event, '第一句', '第' || n || '句')
                from room_event e, generate_series(1, 2500) n where e.room_id = ? and e.seq = ?
                """, Talk.ROOM.value(), talk.say(talk.xiaohong, "第一句").value()));
        talk.run(tx -> tx.handle().execute("update room set head_seq = head_seq + 2500 where id = ?", Talk.ROOM.value()));
        UUID id = UUID.randomUUID();
        exports.begin(Talk.ROOM, talk.xiaohong, id, true);
        talk.say(talk.xiaohong, "后来的话");
        Map<String, byte[]> zip = take(talk.xiaohong, id);
        List<JsonNode> lines = lines(zip);
        assertThat(lines).hasSize(2501);
        assertThat(lines).extracting(line -> line.get("seq").asLong()).isSorted().doesNotHaveDuplicates();
        assertThat(lines.getLast().get("body").asText()).isEqualTo("第2500句");
        assertThat(page(zip).select("article")).hasSize(2501);
    }

    @Test
    @DisplayName("[MS19] a whisper in a conversation is not part of its export")
    void withoutWhispers() throws IOException {
        talk.post(new Draft(Talk.ROOM, talk.xiaohong, talk.newId(), "悄悄的", null, List.of(), List.of(), 0, null,
                new About(Talk.OTHER_ROOM, new Seq(1))));
        talk.say(talk.xiaohong, "大声的");
        String all = text(export(talk.xiaohong, true), "messages.jsonl");
        assertThat(all).contains("大声的").doesNotContain("悄悄的");
    }

    @Test
    @DisplayName("[MS20] who exports is seen by every member at once; the file is theirs alone, and for an hour")
    void isSeen() {
        UUID id = UUID.randomUUID();
        ExportRoom.Export wish = exports.begin(Talk.ROOM, talk.xiaoming, id, true);
        assertThat(exports.begin(Talk.ROOM, talk.xiaoming, id, true)).isEqualTo(wish);
        assertThat(exports.last(Talk.ROOM, talk.xiaohong)).singleElement()
                .satisfies(one -> assertThat(one.by()).isEqualTo(talk.member(talk.xiaoming)));
        refused(ErrorCode.NOT_FOUND, () -> exports.open(Talk.ROOM, talk.xiaohong, id.toString()));
        refused(ErrorCode.NOT_FOUND, () -> exports.open(Talk.ROOM, talk.xiaoming, "nothing"));
        assertThat(exports.open(Talk.ROOM, talk.xiaoming, id.toString()).export()).isEqualTo(wish);
        talk.clock.pass(Duration.ofHours(2));
        refused(ErrorCode.GONE, () -> exports.open(Talk.ROOM, talk.xiaoming, id.toString()));
    }

    @Test
    @DisplayName("[MS20] no guest and nobody outside exports; where words stay, admins alone; ten times a day at most")
    void whoExports() {
        AccountId guest = talk.account("访客", "guest");
        talk.join(Talk.ROOM, guest, Role.GUEST);
        refused(ErrorCode.FORBIDDEN, () -> begin(guest));
        refused(ErrorCode.NOT_MEMBER, () -> begin(talk.outsider));
        refused(ErrorCode.NOT_MEMBER, () -> exports.last(Talk.ROOM, talk.outsider));
        talk.run(tx -> talk.changeRoom.change(tx, Talk.ROOM, talk.xiaohong,
                new ChangeRoom.Wish(null, null, null, null, null, null, null, true)));
        refused(ErrorCode.STAYS_HERE, () -> begin(talk.xiaoming));
        for (int i = 0; i < ExportRoom.A_DAY_MAX; i++) {
            begin(talk.xiaohong);
        }
        refused(ErrorCode.RATE_LIMITED, () -> begin(talk.xiaohong));
    }

    private void begin(AccountId who) {
        exports.begin(Talk.ROOM, who, UUID.randomUUID(), true);
    }

    private Map<String, byte[]> export(AccountId who, boolean files) throws IOException {
        UUID id = UUID.randomUUID();
        exports.begin(Talk.ROOM, who, id, files);
        return take(who, id);
    }

    private Map<String, byte[]> take(AccountId who, UUID id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.write(exports.open(Talk.ROOM, who, id.toString()), out);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static List<JsonNode> lines(Map<String, byte[]> zip) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text(zip, "messages.jsonl").split("\n")) {
            lines.add(Json.mapper().readTree(line));
        }
        return lines;
    }

    private static JsonNode line(List<JsonNode> lines, Seq seq) {
        return lines.stream().filter(line -> line.get("seq").asLong() == seq.value()).findFirst().orElseThrow();
    }

    private static Document page(Map<String, byte[]> zip) {
        return Jsoup.parse(text(zip, "messages.html"));
    }

    private static String text(Map<String, byte[]> zip, String name) {
        return new String(zip.get(name), StandardCharsets.UTF_8);
    }

    private static void refused(ErrorCode code, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, refusal ->
                assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
