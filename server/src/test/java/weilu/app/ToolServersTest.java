package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.SignIns;
import weilu.app.RouteRole.Asker;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;
import weilu.protocol.Json;
import weilu.tool.server.OddServer;

/** External tools as the admins' page meets them. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ToolServersTest {
    private static final String SECRET = "never-shown-again";

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    @Inject
    SignIns signIns;
    private OddServer odd;
    private TestBrowser admin;

    @BeforeEach
    void start() throws IOException {
        odd = new OddServer();
        odd.offer(OddServer.tool("echo", "Says it again."));
        admin = new RoomCast(server, db, signIns).browser(Asker.SERVER_ADMIN);
    }

    @AfterEach
    void stop() {
        odd.close();
    }

    @Test
    @DisplayName("[TS1] an admin adds a server, sees its list, approves it by its hash; [TS6] the secret never comes back")
    void wholeWay() {
        Answer made = admin.post("/api/tool-servers", """
                {"kind":"mcp_http","name":"odd","address":"%s","secret":"%s","localAllowed":true}
                """.formatted(odd.address(), SECRET));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.response().body()).doesNotContain(SECRET).contains("\"hasSecret\":true");
        assertThat(made.body().path("state").asText()).isEqualTo("unapproved");
        JsonNode tool = made.body().path("tools").path(0);
        assertThat(tool.path("publicName").asText()).isEqualTo("odd__echo");
        assertThat(tool.path("leave").asText()).isEqualTo("never");
        assertThat(tool.path("change").asText()).isEqualTo("added");

        String path = "/api/tool-servers/" + made.body().path("id").asLong();
        String approval = "{\"hash\":\"" + made.body().path("hash").asText() + "\",\"leaves\":{\"echo\":\"ask\"}}";
        assertThat(admin.post(path + "/approval", approval).body().path("state").asText()).isEqualTo("ready");
        odd.offer(OddServer.tool("echo", "Says it again, to the vendor."));
        JsonNode changed = admin.post(path + "/look", "{}").body();
        assertThat(changed.path("state").asText()).isEqualTo("changed");
        assertThat(changed.at("/tools/0/before/description").asText()).isEqualTo("Says it again.");
        assertThat(admin.post(path + "/approval", approval).code()).isEqualTo("conflict");
        assertThat(admin.get("/api/tool-servers").response().body()).doesNotContain(SECRET);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.delete(path).code()).isEqualTo("not_found");
    }

    @Test
    @DisplayName("[TS1] what is entered wrongly is refused by field, and nothing is kept")
    void fields() {
        String[][] bad = {
            {"kind", "{\"name\":\"a\",\"address\":\"https://a.example\"}"},
            {"name", "{\"kind\":\"mcp_http\",\"name\":\"A b\",\"address\":\"https://a.example\"}"},
            {"name", "{\"kind\":\"mcp_http\",\"name\":\"a__b\",\"address\":\"https://a.example\"}"},
            {"address", "{\"kind\":\"mcp_http\",\"name\":\"a\",\"address\":\"ftp://a.example\"}"},
            {"address", "{\"kind\":\"mcp_http\",\"name\":\"a\",\"address\":\"http://127.0.0.1:1/mcp\"}"},
            {"address", "{\"kind\":\"mcp_http\",\"name\":\"a\"}"},
            {"secretHeader", "{\"kind\":\"mcp_http\",\"name\":\"a\",\"address\":\"https://a.example\","
                    + "\"secretHeader\":\"Host\"}"},
            {"secret", "{\"kind\":\"mcp_http\",\"name\":\"a\",\"address\":\"https://a.example\",\"secret\":\"a\\nb\"}"},
            {"kind", "{\"kind\":\"mcp_program\",\"name\":\"a\",\"command\":[\"/bin/true\"]}"},
            {"command", "{\"kind\":\"mcp_program\",\"name\":\"a\",\"command\":[]}"},
            {"document", "{\"kind\":\"openapi\",\"name\":\"a\",\"document\":\"no\"}"}};
        for (String[] one : bad) {
            Answer answer = admin.post("/api/tool-servers", one[1]);
            assertThat(answer.status()).as(one[1]).isBetween(400, 499);
            assertThat(answer.body().path("field").asText()).as(one[1]).isEqualTo(one[0]);
        }
        assertThat(admin.get("/api/tool-servers").body().path("servers").size()).isZero();
        assertThat(admin.get("/api/tool-servers").body().path("programsAllowed").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("[OA1] an OpenAPI file's operations are offered; one that changes something always asks")
    void openApi() {
        String document = """
                {"openapi":"3.1.0","info":{"title":"天气"},"servers":[{"url":"%s/v1"}],"paths":{"/now":{
                "get":{"operationId":"now"},"post":{"operationId":"report"}}}}""".formatted(odd.origin());
        String form = Json.write(Json.mapper().createObjectNode().put("kind", "openapi").put("name", "weather")
                .put("document", document).put("localAllowed", true));
        Answer made = admin.post("/api/tool-servers", form);
        assertThat(made.body().path("address").asText()).isEqualTo(odd.origin() + "/v1");
        assertThat(made.body().path("tools").size()).isEqualTo(2);
        String path = "/api/tool-servers/" + made.body().path("id").asLong();
        String hash = made.body().path("hash").asText();
        assertThat(admin.post(path + "/approval", "{\"hash\":\"" + hash + "\",\"leaves\":{\"report\":\"free\"}}").body()
                .path("field").asText()).isEqualTo("leaves");
        assertThat(admin.post(path + "/approval", "{\"hash\":\"" + hash + "\",\"leaves\":{\"now\":\"free\",\"report\":\"ask\"}}")
                .body().path("state").asText()).isEqualTo("ready");
        assertThat(admin.delete(path).status()).isEqualTo(204);
    }
}
