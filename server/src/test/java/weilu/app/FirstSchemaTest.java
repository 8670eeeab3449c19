package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;
import weilu.db.Migrations;
import weilu.protocol.Json;

/**
 * A server of the first schema goes on with this one. Its backup and what its owner read of it were left by the product as it
 * was then; {@code src/test/resources/backup/README.md} tells how. Neither is ever made anew: what breaks this test would break
 * somebody's server.
 */
@QuarkusTest
@WithTestResource(FirstSchemaServer.class)
class FirstSchemaTest {
    private static final Path READ_THEN = Path.of(FirstSchemaServer.BACKUP + ".json");

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    private TestBrowser owner;

    @BeforeEach
    void signIn() {
        owner = new TestBrowser(server);
        Answer in = owner.post("/api/sign-ins", "{\"name\":\"xiaohong\",\"password\":\"a long fireside evening\"}");
        assertThat(in.status()).as("the first schema's password still opens").isEqualTo(200);
    }

    @Test
    @DisplayName("[BK7] all scripts since the first schema have run on its rows")
    void upgraded() {
        List<String> run = db.inTransaction(tx -> tx.handle()
                .createQuery("select script from flyway_schema_history where success and version is not null")
                .mapTo(String.class).list());
        assertThat(run).containsExactlyInAnyOrderElementsOf(Migrations.scripts());
    }

    @Test
    @DisplayName("[BK7] everything its owner read then reads the same now, with more at most")
    void readsTheSame() throws IOException {
        for (Map.Entry<String, JsonNode> page : Json.mapper().readTree(READ_THEN.toFile()).properties()) {
            Answer now = owner.get(page.getKey());
            assertThat(now.status()).as(page.getKey()).isEqualTo(200);
            if (!page.getKey().contains("/attachments/")) {
                assertHolds(page.getKey(), page.getValue(), now.body());
            }
        }
    }

    @Test
    @DisplayName("[MS1] and it goes on: a room of then takes a message, with the next seq")
    void goesOn() throws IOException {
        String room = Json.mapper().readTree(READ_THEN.toFile()).fieldNames().next();
        long head = owner.get(room).body().path("seq").asLong();
        Answer said = owner.post(room + "/messages",
                "{\"clientMessageId\":\"6a7c0e0e-0000-4000-8000-000000000001\",\"body\":\"还在吗\"}");
        assertThat(said.body().path("seq").asLong()).isEqualTo(head + 1);
        assertThat(owner.post("/api/rooms", "{\"name\":\"新派\"}").status()).isEqualTo(200);
    }

    /** Fields may have come since, never gone or changed; a room that {@link #goesOn} has more messages at its end. */
    private static void assertHolds(String where, JsonNode then, JsonNode now) {
        if (then.isObject()) {
            then.properties().stream().filter(field -> !isPosition(field.getKey()))
                    .forEach(field -> assertHolds(where + " " + field.getKey(), field.getValue(), now.path(field.getKey())));
        } else if (then.isArray()) {
            assertThat(now.size()).as(where).isGreaterThanOrEqualTo(then.size());
            for (int i = 0; i < then.size(); i++) {
                assertHolds(where + "[" + i + "]", then.get(i), now.get(i));
            }
        } else {
            assertThat(now).as(where).isEqualTo(then);
        }
    }

    private static boolean isPosition(String field) {
        return field.equals("seq") || field.equals("readSeq") || field.equals("reads");
    }
}
