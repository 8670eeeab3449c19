package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.agent.AgentDefinition;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Status;
import weilu.tool.mcp.NodePrograms;
import weilu.tool.server.Leave;
import weilu.tool.server.ToolServer.Kind;
import weilu.tool.server.ToolServerDraft;

/** A tool of the reference MCP servers in a room: asked for, shown on a card, decided about, called, answered. */
class McpCardTest {
    private static AgentWorld world;
    private static ServedWorld served;
    private static NodePrograms everything;
    private static Path shared;
    private static MemberId reckoner;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        world = new AgentWorld(folder);
        served = new ServedWorld(world, folder);
        everything = NodePrograms.everything();
        shared = Files.createDirectory(folder.resolve("shared")).toRealPath();
        Files.writeString(shared.resolve("锅底.txt"), "牛油锅底");
        served.there(new ToolServerDraft(
                Kind.MCP_HTTP, "all", everything.address(), null, null, null, null, true, true), Leave.ASK);
        served.there(new ToolServerDraft(Kind.MCP_PROGRAM, "files", null, List.of(NodePrograms.node().toString(),
                NodePrograms.script("server-filesystem").toString(), shared.toString()), null, null, null, true, true),
                Leave.ASK);
        world.configureModel("scripted");
        world.begin();
        String[] tools = {"all__get-sum", "all__echo", "files__read_text_file"};
        reckoner = world.built(new AgentDefinition("小算", null, null, "你会算账。", null, null, null, false,
                List.of("all__get-sum", "all__echo", "files__read_text_file", "all__get-env"), null, null, null, null), tools);
    }

    @AfterAll
    static void stop() {
        served.close();
        everything.close();
        world.close();
    }

    @BeforeEach
    void later() {
        AgentWorld.await(() -> world.openTurns() == 0);
        world.model.forget();
        world.pass(Duration.ofMinutes(3));
    }

    private static MessageView asked(Script... answers) {
        world.model.next(answers);
        Seq question = world.say(world.hong, "@小算 帮个忙", null, List.of(reckoner));
        return world.replyTo(question);
    }

    private static String lastPrompt() {
        return world.model.requests().getLast().body();
    }

    @Test
    @DisplayName("[TL2][MC1] asked in a room, a tool of server-everything shows a card, runs when approved, and is answered from")
    void approved() {
        MessageView card = asked(Script.say("我来算。").andCall("all__get-sum", "{\"b\":40,\"a\":2}"));
        ToolCall call = world.tools.call(card);
        assertThat(call.status()).isEqualTo(Status.PENDING);
        assertThat(call.tool()).isEqualTo("all__get-sum");
        assertThat(Json.read(call.arguments(), JsonNode.class).path("b").asInt()).isEqualTo(40);
        world.model.next(Script.say("一共 42。"));
        world.tools.approve(world.hong, call);
        assertThat(world.tools.await(card, Status.SUCCEEDED).by()).isEqualTo(world.member(world.hong));
        MessageView answer = world.replyTo(card.seq());
        assertThat(answer.body()).isEqualTo("一共 42。");
        assertThat(answer.author()).isEqualTo(reckoner);
        assertThat(lastPrompt()).contains("succeeded: The sum of 2 and 40 is 42");
    }

    @Test
    @DisplayName("[TL2] rejected, it is not called, and the agent does not say that it was")
    void rejected() {
        MessageView card = asked(Script.call("all__echo", "{\"message\":\"不要说\"}"));
        int before = world.model.requests().size();
        world.tools.reject(world.hong, world.tools.call(card));
        assertThat(world.tools.call(card).status()).isEqualTo(Status.REJECTED);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() ->
                world.tools.approve(world.hong, world.tools.call(card)));
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.model.requests()).hasSize(before);
        assertThat(world.count("select count(*) from tool_call where result like '%Echo%'")).isZero();
    }

    @Test
    @DisplayName("[TL2] changed arguments void the approval: another hash is refused, and a swapped call does not run")
    void changed() {
        MessageView card = asked(Script.call("all__echo", "{\"message\":\"一\"}"));
        ToolCall call = world.tools.call(card);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() ->
                        world.tools.approve(world.room, world.hong, call, "0".repeat(64)))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.CONFLICT));
        world.db.useTransaction(tx -> tx.handle().createUpdate("""
                update tool_call set status = 'approved', approved_hash = hash, decided_at = now(),
                    arguments = '{"message":"二"}' where id = :id""").bind("id", call.id()).execute());
        world.agents.approved().wake();
        world.tools.await(card, Status.EXPIRED);
        assertThat(world.count("select count(*) from tool_call where result like '%Echo: 二%'")).isZero();
    }

    @Test
    @DisplayName("[TL1] arguments that do not fit its schema, and a tool the room did not approve, make no card")
    void noCard() {
        MessageView said = asked(Script.call("all__get-sum", "{\"a\":\"两\"}"), Script.call("all__get-env", "{}"),
                Script.say("算不了。"));
        assertThat(said.body()).isEqualTo("算不了。");
        assertThat(said.answer().calls()).isEmpty();
        assertThat(lastPrompt()).contains("the arguments do not fit").contains("there is no tool called all__get-env here");
    }

    @Test
    @DisplayName("[TL2][MC1] server-filesystem as a program reads what it may through a card, and a refusal of its own is shown")
    void program() {
        for (boolean inside : new boolean[] {true, false}) {
            String path = inside ? shared.resolve("锅底.txt").toString() : shared.resolveSibling("secret.txt").toString();
            MessageView card = asked(Script.call("files__read_text_file", "{\"path\":" + Json.write(path) + "}"));
            world.model.next(Script.say("看完了。"));
            world.tools.approve(world.hong, world.tools.call(card));
            world.tools.await(card, inside ? Status.SUCCEEDED : Status.FAILED);
            assertThat(world.replyTo(card.seq()).body()).isEqualTo("看完了。");
            assertThat(lastPrompt().contains("牛油锅底")).isEqualTo(inside);
        }
    }
}
