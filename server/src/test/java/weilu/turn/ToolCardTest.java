package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.ScriptedModel.Script;
import weilu.gateway.ToolSpec;
import weilu.id.Seq;
import weilu.protocol.Attachment;
import weilu.protocol.Json;
import weilu.protocol.MessageView;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolFile;
import weilu.tool.ToolResult;

/** What comes of a call after a person has agreed to it, or before anybody is asked. */
class ToolCardTest {
    private static AgentWorld world;
    private static final Prints PRINTS = new Prints();

    /** Acts, makes files, and says much. */
    private static final class Prints implements Tool {
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        public ToolSpec spec() {
            return new ToolSpec("print_bill", "Prints bills.", Json.read("""
                    {"type":"object","properties":{"copies":{"type":"integer"}},"required":["copies"]}""", JsonNode.class));
        }

        @Override
        public Effect effect() {
            return Effect.ACTS;
        }

        @Override
        public ToolResult run(ToolContext context, JsonNode arguments) {
            int run = runs.incrementAndGet();
            List<ToolFile> files = IntStream.range(0, arguments.path("copies").asInt())
                    .mapToObj(i -> new ToolFile(Attachment.Kind.FILE, "账单" + run + "-" + i + ".txt",
                            ("毛肚 " + run + i).getBytes(StandardCharsets.UTF_8))).toList();
            return new ToolResult(true, "printed\0, " + "long ".repeat(200) + "and the number is 4711", List.of(), files);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        world.tools.more.add(PRINTS);
        world.tools.granted.add("print_bill");
        world.begin();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void later() {
        world.model.forget();
        world.pass(Duration.ofMinutes(3));
    }

    private MessageView card(String body, Script wish) {
        world.model.next(wish);
        MessageView message = world.replyTo(world.ask(world.hong, body));
        assertThat(message.answer().calls()).allMatch(call -> call.status() == Status.PENDING);
        return message;
    }

    private void ends(MessageView card, int number, Status status) {
        AgentWorld.await(() -> call(card, number).status() == status);
    }

    private ToolCall call(MessageView card, int number) {
        return world.message(card.seq()).answer().calls().get(number);
    }

    @Test
    @DisplayName("[TL11] files of an approved call are posted with the answer after it, and the model hears all it said")
    void filesOfApproved() {
        MessageView card = card("打印账单", Script.call("print_bill", "{\"copies\":2}"));
        assertThat(card.attachments()).isEmpty();
        world.model.next(Script.say("账单在这里。"));
        world.tools.approve(world.hong, call(card, 0));
        MessageView answer = world.replyTo(card.seq());
        assertThat(answer.body()).isEqualTo("账单在这里。");
        assertThat(answer.attachments()).hasSize(2).allMatch(file -> file.kind() == Attachment.Kind.FILE);
        assertThat(world.model.requests().getLast().body()).contains("and the number is 4711");
        assertThat(world.count("select count(*) from tool_call where result like '%4711%'")).isZero();

        world.pass(Duration.ofHours(2));
        world.agents.approved().wake();
        AgentWorld.await(() -> world.count("select count(*) from tool_call where told is not null") == 0);
    }

    @Test
    @DisplayName("[TL11] they come when the last call of the message is decided, together, and nothing of a rejected one")
    void filesOfSeveral() {
        MessageView card = card("打印两次", Script.call("print_bill", "{\"copies\":3}")
                .andCall("print_bill", "{\"copies\":2}").andCall("print_bill", "{\"copies\":1}"));
        world.tools.approve(world.hong, call(card, 0));
        ends(card, 0, Status.SUCCEEDED);
        assertThat(afterwards(card.seq())).isEmpty();
        world.tools.approve(world.hong, call(card, 1));
        ends(card, 1, Status.SUCCEEDED);
        world.model.next(Script.say("两份都好了。"));
        int runs = PRINTS.runs.get();
        world.tools.reject(world.hong, call(card, 2));
        assertThat(world.replyTo(card.seq()).attachments()).hasSize(5);
        assertThat(PRINTS.runs).hasValue(runs);
    }

    @Test
    @DisplayName("[TL11] a call that nobody decided about does not keep back what came of the others")
    void filesBesideExpired() {
        MessageView card = card("打印", Script.call("print_bill", "{\"copies\":1}").andCall("print_bill", "{\"copies\":2}"));
        world.tools.approve(world.hong, call(card, 0));
        ends(card, 0, Status.SUCCEEDED);
        world.model.next(Script.say("只打了一份。"));
        world.pass(Duration.ofHours(24).plusMinutes(1));
        world.agents.approved().wake();
        ends(card, 1, Status.EXPIRED);
        assertThat(world.replyTo(card.seq()).attachments()).hasSize(1);
    }

    @Test
    @DisplayName("[TL11] without a model's words the files are posted all the same")
    void filesWithoutWords() {
        MessageView card = card("打印账单", Script.call("print_bill", "{\"copies\":1}"));
        world.model.next(Script.fail(400));
        world.tools.approve(world.hong, call(card, 0));
        MessageView answer = world.replyTo(card.seq());
        assertThat(answer.attachments()).hasSize(1);
        assertThat(answer.body()).startsWith("做好了");
    }

    private static List<MessageView> afterwards(Seq seq) {
        return world.db.inTransaction(tx -> world.messages.after(tx, world.room, seq, 50)).messages();
    }
}
