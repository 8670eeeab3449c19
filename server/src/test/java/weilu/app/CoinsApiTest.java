package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.SignIns;
import weilu.app.RouteRole.Asker;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;

/** Coins as browsers see them. */
@QuarkusTest
@WithTestResource(TestServer.class)
class CoinsApiTest {
    private static final List<String> NO_COINS = List.of(
            "-1", "0", "0.1", "1e3", "\"1\"", "9223372036854775808", "1000000000001", "NaN", "null", "[]", "{}", "true");

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    @Inject
    SignIns signIns;

    @Test
    @DisplayName("[LG10] [LG12] who signs up gets a welcome, takes a daily gift, is given more, and the books are right")
    void aWholeDay() {
        String name = "hong" + UUID.randomUUID().toString().substring(0, 8);
        TestBrowser hong = new TestBrowser(server);
        assertThat(hong.post("/api/accounts", "{\"name\":\"" + name + "\",\"password\":\"correct horse 电池\"}").status())
                .isEqualTo(200);
        assertThat(hong.get("/api/me/coins").body().path("balance").asLong()).isEqualTo(200);
        Answer taken = hong.post("/api/me/coins/daily", "{}");
        assertThat(taken.body().path("outcome").asText()).isEqualTo("earned");
        assertThat(taken.body().path("balance").asLong()).isEqualTo(220);
        assertThat(hong.post("/api/me/coins/daily", "{}").body().path("outcome").asText()).isEqualTo("already");
        TestBrowser boss = new RoomCast(server, db, signIns).browser(Asker.SERVER_ADMIN);
        String grant = grant(UUID.randomUUID(), name, "5", "谢谢");
        assertThat(boss.post("/api/server/coins/grants", grant).body().path("balance").asLong()).isEqualTo(225);
        assertThat(boss.post("/api/server/coins/grants", grant).body().path("balance").asLong()).isEqualTo(225);
        assertThat(hong.get("/api/me/coins/lines").body().path("lines").findValuesAsText("amount"))
                .containsExactly("5", "20", "200");
        Answer verified = boss.post("/api/server/coins/verify", "{}");
        assertThat(verified.body().path("ok").asBoolean()).as(verified.body().toString()).isTrue();
        Answer overview = boss.get("/api/server/coins");
        assertThat(overview.body().path("issued").asLong()).isEqualTo(overview.body().path("circulation").asLong()).isPositive();
        assertThat(boss.get("/api/server/coins/export").response().body()).startsWith("\uFEFFat,").contains("谢谢");
    }

    @Test
    @DisplayName("[LG1] what is no number of coins is refused by the field's name, and nothing is moved")
    void refusesWhatIsNoCoins() {
        TestBrowser boss = new RoomCast(server, db, signIns).browser(Asker.SERVER_ADMIN);
        long before = boss.get("/api/server/coins").body().path("issued").asLong();
        for (String coins : NO_COINS) {
            Answer answer = boss.post("/api/server/coins/grants", grant(UUID.randomUUID(), "hong", coins, "x"));
            if (!coins.equals("NaN")) {
                assertThat(Map.of("status", answer.status(), "field", answer.body().path("field").asText()))
                        .as(coins).isEqualTo(Map.of("status", 422, "field", "coins"));
            } else {
                assertThat(answer.status()).isEqualTo(400);
            }
            if (!coins.equals("0") && !coins.equals("NaN")) {
                Answer settings = boss.put("/api/server/coins/settings",
                        "{\"startingGift\":1,\"dailyGift\":" + coins + ",\"earnedMax\":1,\"sentMax\":1}");
                assertThat(settings.body().path("field").asText()).as(coins).isEqualTo("dailyGift");
            }
        }
        assertThat(boss.get("/api/server/coins").body().path("issued").asLong()).isEqualTo(before);
    }

    private static String grant(UUID id, String name, String coins, String reason) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"coins\":" + coins + ",\"reason\":\"" + reason + "\"}";
    }
}
