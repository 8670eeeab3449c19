package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;
import weilu.gateway.ScriptedModel;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.RoomId;

/** Models, turns and the outbound ledger as clients meet them. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ProvidersTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String KEY = "sk-never-shown-again";

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    private ScriptedModel model;

    @BeforeEach
    void start() throws IOException {
        model = ScriptedModel.start();
    }

    @AfterEach
    void stop() {
        model.close();
    }

    @Test
    @DisplayName("[GW1] only an admin of the server sees or changes providers; the key never comes back")
    void admins() {
        TestBrowser admin = admin();
        TestBrowser person = person();
        assertThat(new TestBrowser(server).get("/api/providers").code()).isEqualTo("not_signed_in");
        assertThat(person.get("/api/providers").code()).isEqualTo("forbidden");
        assertThat(person.post("/api/providers", form("甲", true)).code()).isEqualTo("forbidden");
        assertThat(person.post("/api/providers/try", form("甲", true)).code()).isEqualTo("forbidden");

        Answer made = admin.post("/api/providers", form("甲", true));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.response().body()).doesNotContain(KEY).contains("\"hasKey\":true");
        assertThat(admin.get("/api/providers").response().body()).doesNotContain(KEY);
        assertThat(admin.get("/api/server").body().path("modelConfigured").asBoolean()).isTrue();
        String path = "/api/providers/" + made.body().path("id").asLong();
        assertThat(admin.patch(path, "{\"model\":\"other\"}").body().path("hasKey").asBoolean()).isTrue();
        assertThat(admin.patch(path, "{\"enabled\":false}").status()).isEqualTo(200);
        assertThat(admin.get("/api/server").body().path("modelConfigured").asBoolean()).isFalse();
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.delete(path).code()).isEqualTo("not_found");
    }

    @Test
    @DisplayName("[GW4] before it is kept a provider is asked which models it has; a public address is not local")
    void offers() {
        TestBrowser admin = admin();
        Answer offer = admin.post("/api/providers/offered", """
                {"preset":"ollama","baseUrl":"%s"}""".formatted(model.baseUrl()));
        assertThat(offer.body().path("models").size()).isPositive();
        assertThat(admin.get("/api/providers").body().path("providers").size()).isZero();
        String away = "{\"name\":\"丁\",\"baseUrl\":\"https://8.8.8.8/v1\",\"model\":\"m\",\"localAllowed\":true}";
        assertThat(admin.post("/api/providers", away).body().path("field").asText()).isEqualTo("localAllowed");
        assertThat(admin.post("/api/providers/offered", away).body().path("problem").path("kind").asText())
                .isEqualTo("address_refused");
    }

    @Test
    @DisplayName("[GW4] trying a provider says how it answers, or what is wrong")
    void tries() {
        TestBrowser admin = admin();
        model.next(Script.say("你好"), Script.fail(401));
        Answer good = admin.post("/api/providers/try", form("乙", true));
        assertThat(good.body().path("ok").asBoolean()).isTrue();
        assertThat(good.body().path("streaming").asBoolean()).isTrue();
        assertThat(good.body().path("text").asText()).isEqualTo("你好");
        Answer bad = admin.post("/api/providers/try", form("乙", true));
        assertThat(bad.body().path("ok").asBoolean()).isFalse();
        assertThat(bad.body().path("problem").path("kind").asText()).isEqualTo("key_refused");
        assertThat(bad.response().body()).doesNotContain(KEY);
    }

    @Test
    @DisplayName("[OB3] a private address, an odd spelling and a wrong form are refused by field")
    void refusesAddresses() {
        TestBrowser admin = admin();
        Answer local = admin.post("/api/providers", form("丙", false));
        assertThat(local.code()).isEqualTo("address_refused");
        assertThat(local.body().path("field").asText()).isEqualTo("baseUrl");
        assertThat(admin.post("/api/providers", """
                {"name":"丙","baseUrl":"http://2130706433/","model":"m","localAllowed":true}""").code())
                .isEqualTo("address_refused");
        assertThat(admin.post("/api/providers", """
                {"name":"丙","baseUrl":"http://169.254.169.254/","model":"m","localAllowed":true}""").code())
                .isEqualTo("address_refused");
        assertThat(admin.post("/api/providers", "{\"name\":\"丙\",\"baseUrl\":\"https://a.example\"}").body()
                .path("field").asText()).isEqualTo("model");
        assertThat(admin.get("/api/providers").body().path("providers").size()).isZero();
    }

    @Test
    @DisplayName("[GW2] the outbound ledger and turns of a room are for its members")
    void roomsAreClosed() {
        TestBrowser person = person();
        RoomId room = room();
        String turn = "/api/rooms/" + room + "/turns/" + UUID.randomUUID() + "/stop";
        assertThat(person.get("/api/rooms/" + room + "/outbound").code()).isEqualTo("not_member");
        assertThat(person.post(turn, "{}").code()).isEqualTo("not_member");
        enter(room, person.get("/api/me").body().path("account").asLong());
        assertThat(person.get("/api/rooms/" + room + "/outbound").body().path("calls").size()).isZero();
        assertThat(person.post(turn, "{}").code()).isEqualTo("not_found");
    }

    private TestBrowser admin() {
        TestBrowser browser = person();
        long account = browser.get("/api/me").body().path("account").asLong();
        db.useTransaction(tx -> tx.handle().createUpdate("update account set server_admin = true where id = :id")
                .bind("id", account).execute());
        return browser;
    }

    private TestBrowser person() {
        TestBrowser browser = new TestBrowser(server);
        Answer answer = browser.post("/api/accounts",
                "{\"name\":\"gw" + COUNT.incrementAndGet() + "\",\"password\":\"correct horse 电池\"}");
        assertThat(answer.status()).isEqualTo(200);
        return browser;
    }

    private RoomId room() {
        RoomId room = new RoomId(200_000_000 + COUNT.incrementAndGet());
        db.useTransaction(tx -> tx.handle().createUpdate("""
                        insert into room (id, kind, name, visibility, created_at)
                        values (:id, 'group', '火锅派', 'private', now())
                        """)
                .bind("id", room).execute());
        return room;
    }

    private void enter(RoomId room, long account) {
        db.useTransaction(tx -> tx.handle().createUpdate("""
                        insert into member (room_id, account_id, role, joined_at, joined_seq)
                        values (:room, :account, 'member', now(), 0)
                        """)
                .bind("room", room).bind("account", account).execute());
    }

    private String form(String name, boolean localAllowed) {
        return """
                {"name":"%s","baseUrl":"%s","model":"scripted","key":"%s","localAllowed":%s}
                """.formatted(name, model.baseUrl(), KEY, localAllowed);
    }
}
