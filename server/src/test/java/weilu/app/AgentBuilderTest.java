package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.SignIns;
import weilu.app.RouteRole.Asker;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;

/** Building an agent, and bringing it into a room, over HTTP. */
@QuarkusTest
@WithTestResource(TestServer.class)
class AgentBuilderTest {
    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    @Inject
    SignIns signIns;
    private RoomCast cast;
    private TestBrowser member;
    private TestBrowser owner;

    @BeforeEach
    void begin() {
        cast = new RoomCast(server, db, signIns);
        member = cast.browser(Asker.MEMBER);
        owner = cast.browser(Asker.OWNER);
    }

    @Test
    @DisplayName("[AG6] what a member proposes waits for an admin, who then sees it greet the room; the proposer cannot say yes")
    void proposalsWaitForAnAdmin() {
        JsonNode agent = build("书书");
        JsonNode seat = propose(member, agent).body();
        assertThat(seat.path("member").isMissingNode()).isTrue();
        String path = "/api/rooms/" + cast.room + "/agents/" + agent.path("account").asText();
        assertThat(member.post(path + "/approve", null).code()).isEqualTo("forbidden");
        JsonNode approved = owner.post(path + "/approve", null).body();
        assertThat(approved.path("member").isNumber()).isTrue();
        JsonNode last = owner.get("/api/rooms/" + cast.room + "/messages").body().path("messages");
        assertThat(last.get(last.size() - 1).path("body").asText()).isEqualTo("来读书吧");
    }

    @Test
    @DisplayName("[AG6] an admin brings an agent in at once, and puts it out; a proposer takes back what waits")
    void adminsBringInAndPutOut() {
        JsonNode agent = build("书书");
        assertThat(propose(owner, agent).body().path("member").isNumber()).isTrue();
        String path = "/api/rooms/" + cast.room + "/agents/" + agent.path("account").asText();
        assertThat(member.send("DELETE", path, null, Map.of()).code()).isEqualTo("forbidden");
        assertThat(owner.send("DELETE", path, null, Map.of()).status()).isLessThan(300);
        assertThat(propose(member, agent).body().path("member").isMissingNode()).isTrue();
        assertThat(member.send("DELETE", path, null, Map.of()).status()).isLessThan(300);
        assertThat(owner.post(path + "/approve", null).code()).isEqualTo("not_found");
    }

    @Test
    @DisplayName("[AG5] a version that asks for more runs with what was approved, until an admin says yes again")
    void moreIsApprovedAgain() {
        JsonNode agent = build("书书");
        propose(owner, agent);
        String wish = "{\"definition\":{\"name\":\"书书\",\"tools\":[\"poll\",\"remind\"]},\"version\":1}";
        assertThat(member.send("PUT", "/api/agents/" + agent.path("account").asText(), wish, Map.of()).status()).isEqualTo(200);
        assertThat(seat().path("more").asBoolean()).isTrue();
        assertThat(seat().path("card").path("tools").get(1).path("approved").asBoolean()).isFalse();
        owner.post("/api/rooms/" + cast.room + "/agents/" + agent.path("account").asText() + "/approve", null);
        assertThat(seat().path("more").asBoolean()).isFalse();
        assertThat(seat().path("card").path("tools").get(1).path("approved").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("[AG7] a card shows no persona; a closed entrance is there for its owner alone; a renewed one has a new number")
    void entrancesCloseAndChange() {
        JsonNode agent = build("书书");
        String card = "/api/entrances/" + agent.path("entrance").asText();
        TestBrowser stranger = cast.browser(Asker.OUTSIDER);
        JsonNode seen = stranger.get(card).body();
        assertThat(seen.path("name").asText()).isEqualTo("书书");
        assertThat(seen.toString()).doesNotContain("爱引用鲁迅");
        String mine = "/api/agents/" + agent.path("account").asText();
        member.send("PUT", mine + "/entrance", "{\"closed\":true}", Map.of());
        assertThat(stranger.get(card).code()).isEqualTo("not_found");
        assertThat(member.get(card).status()).isEqualTo(200);
        member.send("PUT", mine + "/entrance", "{\"closed\":false}", Map.of());
        JsonNode renewed = member.post(mine + "/entrance/renew", null).body();
        assertThat(stranger.get(card).code()).isEqualTo("not_found");
        assertThat(stranger.get("/api/entrances/" + renewed.path("entrance").asText()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[AG7] whoever stands at the entrance talks to the agent in a room of their own, where it greets")
    void talksAtTheEntrance() {
        JsonNode agent = build("书书");
        JsonNode room = cast.browser(Asker.OUTSIDER).post("/api/entrances/" + agent.path("entrance").asText() + "/talk", null)
                .body();
        assertThat(room.path("room").path("kind").asText()).isEqualTo("direct");
        assertThat(room.toString()).contains("来读书吧");
    }

    @Test
    @DisplayName("[AG9] an exported file comes back as a draft; what is not known is named, and nothing is made")
    void filesComeBackAsDrafts() {
        JsonNode agent = build("书书");
        Answer file = member.get("/api/agents/" + agent.path("account").asText() + "/export");
        JsonNode draft = importing(file.body().toString()).body();
        assertThat(draft.path("definition").path("persona").asText()).isEqualTo("爱引用鲁迅");
        assertThat(draft.path("missingTools").get(0).asText()).isEqualTo("gone_tool");
        String odd = file.body().toString().replace("\"schema\":1", "\"schema\":1,\"admin\":true");
        assertThat(importing(odd).body().path("leftOut").get(0).asText()).isEqualTo("admin");
        assertThat(importing("{\"kind\":\"weilu-agent\",\"schema\":2,\"definition\":{}}").code()).isEqualTo("invalid");
        assertThat(importing("{}").code()).isEqualTo("malformed");
        assertThat(importing("[".repeat(30_000)).code()).isEqualTo("malformed");
        assertThat(member.get("/api/agents").body().path("agents")).hasSize(1);
    }

    @Test
    @DisplayName("[AG2] nobody else reads, changes or retires an agent; going back makes a new version")
    void agentsAreTheirOwners() {
        JsonNode agent = build("书书");
        String path = "/api/agents/" + agent.path("account").asText();
        assertThat(owner.get(path).code()).isEqualTo("not_found");
        assertThat(owner.send("DELETE", path, null, Map.of()).code()).isEqualTo("not_found");
        member.send("PUT", path, "{\"definition\":{\"name\":\"老舍\"},\"version\":1}", Map.of());
        JsonNode back = member.post(path + "/versions/1/restore", null).body();
        assertThat(back.path("version").asInt()).isEqualTo(3);
        assertThat(back.path("definition").path("name").asText()).isEqualTo("书书");
        assertThat(member.get(path + "/versions").body()).hasSize(3);
    }

    @Test
    @DisplayName("[AG6] an admin who is there hears at once how many agents wait, and a member does not")
    void adminsHearOfProposals() {
        WatchedSocket admin = WatchedSocket.open(server, cast.token(Asker.OWNER));
        WatchedSocket other = WatchedSocket.open(server, cast.token(Asker.MEMBER));
        JsonNode agent = build("书书");
        propose(member, agent);
        assertThat(heard(admin)).isEqualTo(1);
        String path = "/api/rooms/" + cast.room + "/agents/" + agent.path("account").asText();
        owner.post(path + "/approve", null);
        assertThat(heard(admin)).isZero();
        member.send("PUT", "/api/agents/" + agent.path("account").asText(),
                "{\"definition\":{\"name\":\"书书\",\"tools\":[\"gone_tool\",\"another\"]},\"version\":1}", Map.of());
        assertThat(heard(admin)).isEqualTo(1);
        owner.post(path + "/approve", null);
        other.waitFor("event");
        assertThat(other.frames()).noneMatch(frame -> frame.path("type").asText().equals("agentSeatsChanged"));
    }

    @Test
    @DisplayName("[AG11] an agent is saved only with a model that is here; one whose model was removed says so, and can go back")
    void modelsAreHere() {
        TestBrowser admin = cast.browser(Asker.SERVER_ADMIN);
        Answer provider = admin.post("/api/providers", "{\"preset\":\"ollama\",\"name\":\"炉\",\"model\":\"qwen3\"}");
        String model = provider.body().path("models").get(0).path("id").asText();
        Answer made = member.post("/api/agents", "{\"definition\":{\"name\":\"理理\",\"model\":" + model + "}}");
        assertThat(made.body().path("modelGone").asBoolean()).isFalse();
        String path = "/api/agents/" + made.body().path("account").asText();
        Answer none = member.send("PUT", path, "{\"definition\":{\"name\":\"理理\",\"model\":999999},\"version\":1}", Map.of());
        assertThat(none.body().path("field").asText()).isEqualTo("model");
        assertThat(member.send("PUT", path, "{\"definition\":{\"name\":\"老理\"},\"version\":1}", Map.of()).status())
                .isEqualTo(200);
        assertThat(member.post(path + "/versions/1/restore", null).body().path("definition").path("model").asText())
                .isEqualTo(model);
        admin.delete("/api/providers/" + provider.body().path("id").asText());
        assertThat(member.get(path).body().path("modelGone").asBoolean()).isTrue();
        assertThat(member.post(path + "/versions/2/restore", null).status()).isEqualTo(200);
        Answer back = member.post(path + "/versions/1/restore", null);
        assertThat(back.body().path("definition").path("model").isNumber()).isFalse();
        assertThat(back.body().path("modelGone").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("[AG4] a preview without a model says so, and keeps nothing")
    void previewSaysThereIsNoModel() {
        Answer answer = member.post("/api/agent-previews",
                "{\"definition\":{\"name\":\"书书\"},\"talk\":[{\"mine\":true,\"text\":\"你好\"}]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).contains("\"end\":\"no_model\"");
    }

    private int heard(WatchedSocket socket) {
        return socket.next("agentSeatsChanged", String.valueOf(cast.room), Duration.ofSeconds(5)).orElseThrow()
                .path("waiting").asInt();
    }

    private JsonNode build(String name) {
        Answer made = member.post("/api/agents", "{\"definition\":{\"name\":\"" + name
                + "\",\"persona\":\"爱引用鲁迅\",\"greeting\":\"来读书吧\",\"tools\":[\"gone_tool\"]}}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        return made.body();
    }

    private Answer propose(TestBrowser browser, JsonNode agent) {
        return browser.post("/api/rooms/" + cast.room + "/agents", "{\"entrance\":" + agent.path("entrance").asText() + "}");
    }

    private JsonNode seat() {
        return member.get("/api/rooms/" + cast.room + "/agents").body().get(0);
    }

    private Answer importing(String file) {
        return member.send("POST", "/api/agent-drafts", file, Map.of("Content-Type", "application/octet-stream"));
    }
}
