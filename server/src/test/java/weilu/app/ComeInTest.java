package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.ServerDoor;
import weilu.account.SoftwareAuthenticator;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;

/** The account API as clients meet it. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ComeInTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PASSWORD = "correct horse 电池";

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    @Inject
    ServerDoor door;
    @Inject
    Sweep sweep;

    @Test
    @DisplayName("[AC14] the cookie is HttpOnly, SameSite=Lax, Path=/, and plain over http")
    void setsCookie() {
        Answer answer = signUp(new TestBrowser(server), name());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("weilu=").contains("Path=/", "HTTPOnly", "SameSite=Lax").doesNotContain("Secure", "Domain");
    }

    @Test
    @DisplayName("[AC8] a person signs up, is known, signs out, is not known, and signs in again")
    void comesAndGoes() {
        TestBrowser browser = new TestBrowser(server);
        String name = name();
        signUp(browser, name);
        assertThat(browser.get("/api/me").body().path("name").asText()).isEqualTo(name);
        assertThat(browser.delete("/api/sign-ins/current").status()).isEqualTo(204);
        assertThat(browser.get("/api/me").code()).isEqualTo("not_signed_in");
        assertThat(signIn(browser, name, "wrong wrong").code()).isEqualTo("wrong_credentials");
        assertThat(signIn(browser, name, PASSWORD).status()).isEqualTo(200);
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[AC7] the hourly sweep removes sign-ins that are over, and no others")
    void sweepsSignIns() {
        TestBrowser gone = new TestBrowser(server);
        TestBrowser here = new TestBrowser(server);
        String name = name();
        signUp(gone, name);
        signUp(here, name());
        db.useTransaction(tx -> tx.handle().execute(
                "update sign_in set expires_at = now() - interval '1 day' where account_id = "
                        + "(select id from account where sign_in_name = lower(?))", name));
        sweep.run();
        int left = db.inTransaction(tx -> tx.handle().createQuery("select count(*) from sign_in where expires_at < now()")
                .mapTo(int.class).one());
        assertThat(left).isZero();
        assertThat(here.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[AC8] a sign-in of another browser is ended from here; signing out everywhere ends this one too")
    void endsOthers() {
        TestBrowser here = new TestBrowser(server);
        TestBrowser there = new TestBrowser(server);
        String name = name();
        signUp(here, name);
        signIn(there, name, PASSWORD);
        for (JsonNode signIn : here.get("/api/sign-ins").body()) {
            if (!signIn.path("current").asBoolean()) {
                assertThat(here.delete("/api/sign-ins/" + signIn.path("id")).status()).isEqualTo(204);
            }
        }
        assertThat(there.get("/api/me").status()).isEqualTo(401);
        assertThat(here.get("/api/me").status()).isEqualTo(200);
        assertThat(here.delete("/api/sign-ins").status()).isEqualTo(204);
        assertThat(here.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("[AC13] an unsafe request from a foreign page, or from none, is refused; a safe one is not")
    void refusesForeignOrigins() {
        TestBrowser browser = new TestBrowser(server);
        signUp(browser, name());
        String change = "{\"language\":\"en\"}";
        for (String origin : new String[] {"http://evil.example", "null", "", server.toString() + ".evil.example"}) {
            assertThat(browser.send("PATCH", "/api/me", change, Map.of("Origin", origin)).code())
                    .as(origin).isEqualTo("foreign_origin");
            assertThat(browser.send("GET", "/api/me", null, Map.of("Origin", origin)).body().path("language").asText())
                    .isEqualTo("zh-CN");
        }
        assertThat(browser.patch("/api/me", change).body().path("language").asText()).isEqualTo("en");
    }

    @Test
    @DisplayName("[AC13] a form of another kind than JSON is refused")
    void refusesForms() {
        Answer form = new TestBrowser(server).send("POST", "/api/sign-ins", "name=a&password=b",
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(form.code()).isEqualTo("unsupported_media_type");
    }

    @Test
    @DisplayName("[AP3] bodies of a wrong form get a problem that names the field")
    void refusesOddBodies() {
        TestBrowser browser = new TestBrowser(server);
        for (String odd : new String[] {"", "null", "[", "{", "[1]", "\"text\"", "{}{}", "[".repeat(30_000)}) {
            Answer answer = browser.post("/api/accounts", odd);
            assertThat(answer.status()).as(odd).isEqualTo(400);
            assertThat(answer.code()).as(odd).isEqualTo("malformed");
        }
        for (String odd : new String[] {"1", "true", "[]", "{}", "1.5"}) {
            Answer answer = browser.post("/api/accounts", "{\"name\":" + odd + ",\"password\":\"12345678\"}");
            assertThat(answer.status()).as(odd).isEqualTo(422);
            assertThat(answer.body().path("field").asText()).as(odd).isEqualTo("name");
        }
    }

    @Test
    @DisplayName("[AC9] rotating X-Forwarded-For does not evade the limit of tries")
    void limitsTries() {
        TestBrowser browser = new TestBrowser(server);
        String name = name();
        signUp(browser, name);
        String wrong = "{\"name\":\"" + name + "\",\"password\":\"wrong wrong\"}";
        Answer last = null;
        for (int i = 0; i < 9; i++) {
            last = browser.send("POST", "/api/sign-ins", wrong, Map.of("X-Forwarded-For", "198.51.100." + i));
        }
        assertThat(last.code()).isEqualTo("rate_limited");
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.body().path("retryAt").asText()).isNotEmpty();
    }

    @Test
    @DisplayName("[AC10] a passkey is registered, listed, and lets in from a browser without cookies")
    void usesPasskeys() {
        TestBrowser browser = new TestBrowser(server);
        String name = name();
        signUp(browser, name);
        String origin = server.getScheme() + "://" + server.getAuthority();
        SoftwareAuthenticator phone = new SoftwareAuthenticator(origin, "localhost");
        JsonNode options = browser.post("/api/passkeys/registration-options", null).body();
        ObjectNode credential = phone.register(
                options.path("challenge").asText(), options.path("user").path("id").asText()).put("label", "手机");
        assertThat(browser.post("/api/passkeys", credential.toString()).body().path("label").asText()).isEqualTo("手机");
        assertThat(browser.get("/api/me").body().path("passkeys").asInt()).isEqualTo(1);

        TestBrowser other = new TestBrowser(server);
        String challenge = other.post("/api/passkeys/sign-in-options", null).body().path("challenge").asText();
        Answer entered = other.post("/api/sign-ins/passkey", phone.signIn(challenge).toString());
        assertThat(entered.body().path("name").asText()).isEqualTo(name);
        assertThat(other.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[AC15] settings and invitations of the server are for its admins; the setup token makes one")
    void guardsSettings() {
        TestBrowser person = new TestBrowser(server);
        signUp(person, name());
        assertThat(person.get("/api/server/settings").code()).isEqualTo("forbidden");
        assertThat(person.post("/api/server/invitations", "{}").code()).isEqualTo("forbidden");
        String token = db.inTransaction(door::openSetup).orElseThrow().text();
        TestBrowser owner = new TestBrowser(server);
        Answer made = owner.post("/api/accounts", "{\"name\":\"" + name() + "\",\"password\":\"" + PASSWORD
                + "\",\"setup\":\"" + token + "\"}");
        assertThat(made.body().path("serverAdmin").asBoolean()).isTrue();
        assertThat(owner.patch("/api/server/settings", "{\"signUp\":\"secret\"}").status()).isEqualTo(422);
        assertThat(owner.get("/api/server/settings").body().path("signUp").asText()).isEqualTo("open");
        Answer invitation = owner.post("/api/server/invitations", "{\"uses\":2}");
        assertThat(invitation.body().path("secret").asText()).hasSize(43);
        assertThat(owner.delete("/api/server/invitations/" + invitation.body().path("id")).status()).isEqualTo(204);
        assertThat(person.get("/api/server").body().path("setupNeeded").asBoolean()).isFalse();
    }

    private static String name() {
        return "person" + COUNT.incrementAndGet();
    }

    private static Answer signUp(TestBrowser browser, String name) {
        return browser.post("/api/accounts", "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
    }

    private static Answer signIn(TestBrowser browser, String name, String password) {
        return browser.post("/api/sign-ins", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }
}
