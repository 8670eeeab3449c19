package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;
import weilu.gateway.ScriptedModel;
import weilu.gateway.ScriptedModel.Ending;
import weilu.gateway.ScriptedModel.Script;

/** 阿炉 in the whole server, with the embedded engines, as people meet it. */
@QuarkusTest
@WithTestResource(TestServer.class)
class HostAgentTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int ANSWER_SECONDS_MAX = 60;

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    private TestBrowser hong;
    private long room;
    private long luzi;

    @BeforeEach
    void openRoom() {
        hong = new TestBrowser(server);
        hong.post("/api/accounts", "{\"name\":\"hong" + COUNT.incrementAndGet()
                + "\",\"password\":\"correct horse 电池\",\"language\":\"zh-CN\"}");
        JsonNode made = hong.post("/api/rooms", "{\"name\":\"火锅派\"}").body();
        room = made.path("room").path("id").asLong();
        for (JsonNode member : made.path("members")) {
            luzi = member.path("kind").asText().equals("agent") ? member.path("id").asLong() : luzi;
        }
    }

    @Test
    @DisplayName("[AG1] the host agent is in a new room and greets")
    void greets() {
        assertThat(luzi).isPositive();
        assertThat(messages()).singleElement()
                .satisfies(one -> assertThat(one.path("answer").path("kind").asText()).isEqualTo("greeting"));
    }

    @Test
    @DisplayName("[TU6] without a model it quotes key messages, finds what was said, and says when it does not find")
    void quotes() {
        say("这周末聚一聚吧，大家想吃什么？");
        long dinner = say("火锅！就定周六晚上七点，海底捞西单店，我来订位");
        say("好的，我带毛肚和啤酒");
        say("人均大概150块，到时候AA");
        JsonNode summary = answerTo(ask("总结一下"));
        assertThat(summary.path("answer").path("engine").asText()).isEqualTo("extractive");
        assertThat(summary.path("body").asText()).startsWith("要点摘录");
        assertThat(cited(summary)).contains(dinner);
        assertThat(cited(summary)).doesNotContain(messages().getFirst().path("seq").asLong());

        JsonNode found = answerTo(ask("火锅定在什么时候？"));
        assertThat(found.path("answer").path("kind").asText()).isEqualTo("found");
        assertThat(cited(found)).contains(dinner);
        JsonNode none = answerTo(ask("谁的护照丢了？"));
        assertThat(none.path("answer").path("kind").asText()).isEqualTo("not_found");
        assertThat(none.path("answer").path("topics").size()).isZero();
    }

    @Test
    @DisplayName("[TU1] in a direct room it answers every message")
    void answersDirectly() {
        JsonNode direct = hong.post("/api/directs", "{\"agent\":true}").body();
        room = direct.path("room").path("id").asLong();
        long asked = say("你能做什么？");
        JsonNode answer = after(asked);
        assertThat(answer.path("answer").path("kind").asText()).isEqualTo("greeting");
        assertThat(answer.path("quote").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("[TU8] with a model it speaks by it, can be stopped, and quotes when the model fails")
    void speaks() throws IOException {
        long dinner = say("火锅定在周六晚上七点，海底捞西单店");
        try (ScriptedModel model = ScriptedModel.start()) {
            configure(model);
            model.next(Script.say("周六", "七点", "[1]"), Script.fail(401), Script.say("说到一半").ending(Ending.HANG));
            JsonNode prose = answerTo(ask("总结一下"));
            assertThat(prose.path("answer").path("engine").asText()).isEqualTo("model");
            assertThat(prose.path("body").asText()).isEqualTo("周六七点[1]");
            assertThat(cited(prose)).containsExactly(dinner);

            JsonNode standIn = answerTo(ask("总结一下"));
            assertThat(standIn.path("answer").path("note").asText()).isEqualTo("provider_failed");

            long asked = ask("总结一下");
            await(() -> model.requests().size() == 3);
            sleep(500);
            assertThat(hong.post("/api/rooms/" + room + "/turns/" + turnOf(asked) + "/stop", "{}").status()).isEqualTo(204);
            JsonNode stopped = answerTo(asked);
            assertThat(stopped.path("answer").path("note").asText()).isEqualTo("stopped");
            assertThat(stopped.path("body").asText()).isEqualTo("说到一半");

            JsonNode calls = hong.get("/api/rooms/" + room + "/outbound").body().path("calls");
            assertThat(calls.size()).isEqualTo(3);
            assertThat(calls.get(0).path("outcome").asText()).isEqualTo("stopped");
            assertThat(calls.get(2).path("messages").toString()).contains(Long.toString(dinner));
        } finally {
            db.useTransaction(tx -> tx.handle().execute("delete from provider"));
        }
    }

    private void configure(ScriptedModel model) {
        long account = hong.get("/api/me").body().path("account").asLong();
        db.useTransaction(tx -> tx.handle().createUpdate("update account set server_admin = true where id = :id")
                .bind("id", account).execute());
        Answer made = hong.post("/api/providers", """
                {"name":"本机","baseUrl":"%s","model":"scripted","localAllowed":true}""".formatted(model.baseUrl()));
        assertThat(made.status()).isEqualTo(200);
    }

    private String turnOf(long asked) {
        return db.inTransaction(tx -> tx.handle().createQuery(
                        "select id::text from turn where room_id = :room and trigger_seq = :seq")
                .bind("room", room).bind("seq", asked).mapTo(String.class).one());
    }

    private long ask(String words) {
        return post("@阿炉 " + words, ",\"mentions\":[" + luzi + "]");
    }

    private long say(String words) {
        return post(words, "");
    }

    private long post(String body, String more) {
        Answer posted = hong.post("/api/rooms/" + room + "/messages",
                "{\"clientMessageId\":\"" + UUID.randomUUID() + "\",\"body\":\"" + body + "\"" + more + "}");
        assertThat(posted.status()).isEqualTo(200);
        return posted.body().path("seq").asLong();
    }

    private JsonNode answerTo(long asked) {
        return first(one -> one.path("quote").asLong() == asked);
    }

    private JsonNode after(long asked) {
        return first(one -> one.path("seq").asLong() > asked && one.has("answer"));
    }

    private interface Wanted {
        boolean is(JsonNode message);
    }

    private interface Condition {
        boolean holds();
    }

    private JsonNode first(Wanted wanted) {
        await(() -> messages().stream().anyMatch(wanted::is));
        return messages().stream().filter(wanted::is).findFirst().orElseThrow();
    }

    private List<JsonNode> messages() {
        List<JsonNode> all = new ArrayList<>();
        hong.get("/api/rooms/" + room + "/messages").body().path("messages").forEach(all::add);
        return all;
    }

    private static List<Long> cited(JsonNode message) {
        List<Long> seqs = new ArrayList<>();
        message.path("answer").path("topics").forEach(topic ->
                topic.path("citations").forEach(one -> seqs.add(one.path("message").asLong())));
        return seqs;
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + ANSWER_SECONDS_MAX * 1_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("no answer in time").isLessThan(end);
            sleep(100);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
