package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.Json;
import weilu.protocol.MessageView;
import weilu.protocol.ServerFrame.TurnDelta;
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
        AgentWorld.await(() -> world.openTurns() == 0);
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

    @Test
    @DisplayName("[TL14] messages that tools found are cited like those it was given; others' numbers are left out")
    void cites() {
        Seq first = world.say(world.ming, "毛肚归小明带");
        world.pass(Duration.ofMinutes(1));
        Seq second = world.say(world.hong, "毛肚要两份");
        for (int i = 0; i < 40; i++) {
            world.say(world.ming, "别的话 " + i);
        }
        world.model.next(Script.call("search_room", "{\"words\":\"毛肚\"}"), Script.call("count_messages", "{\"words\":\"毛肚\"}"),
                Script.say("要两份[301]，小明带[302][399]", "。[301]"));
        MessageView reply = world.replyTo(world.ask(world.hong, "谁带什么？"));
        assertThat(reply.answer().kind()).isEqualTo(Answer.Kind.FOUND);
        List<Seq> cited = reply.answer().topics().getFirst().citations().stream().map(Answer.Citation::message).toList();
        assertThat(cited).containsExactlyInAnyOrder(first, second);
        assertThat(reply.body()).isEqualTo("要两份[1]，小明带[2]。[1]");
        assertThat(world.model.requests().getLast().body()).contains("[301] ").contains("[302] ");
    }

    @Test
    @DisplayName("[TL14] what consent keeps from the model cannot be cited")
    void citesNothingWithheld() {
        world.say(world.ming, "豆皮归小明带");
        for (int i = 0; i < 40; i++) {
            world.say(world.hong, "别的话 " + i);
        }
        String consent = "update member set consent = %s where id = " + world.member(world.ming);
        world.model.next(Script.call("search_room", "{\"words\":\"豆皮\"}"), Script.say("小明带[301]。"));
        assertThat(world.replyTo(world.ask(world.hong, "豆皮谁带？")).answer().topics()).hasSize(1);
        world.db.useTransaction(tx -> tx.handle().execute(consent.formatted("'none'")));
        world.model.next(Script.call("search_room", "{\"words\":\"豆皮\"}"), Script.say("小明带[301]。"));
        MessageView reply = world.replyTo(world.ask(world.hong, "豆皮到底谁带？"));
        world.db.useTransaction(tx -> tx.handle().execute(consent.formatted("null")));
        assertThat(reply.body()).isEqualTo("小明带。");
        assertThat(reply.answer().topics()).isEmpty();
    }

    @Test
    @DisplayName("[TL14] what a model says before it calls a tool stays, in order, in the answer and on its way")
    void wordsBeforeTools() {
        world.model.next(Script.say("我先算", "一下。\n").andCall("calculate", "{\"expression\":\"1+1\"}"),
                Script.say("再算一次。").andCall("calculate", "{\"expression\":\"2+2\"}"), Script.say("是 4。"));
        MessageView reply = world.replyTo(world.ask(world.hong, "算算"));
        assertThat(reply.body()).isEqualTo("我先算一下。\n\n再算一次。\n\n是 4。");
        assertThat(reply.answer().calls()).hasSize(2);
        String streamed = world.frames(TurnDelta.class).stream().filter(delta -> delta.turn().equals(reply.answer().turn()))
                .map(TurnDelta::text).collect(Collectors.joining());
        assertThat(streamed.replaceAll("\\s+", "\n\n")).isEqualTo(reply.body().replace(" ", "\n\n"));

        world.model.next(Script.say("账单我来打印。").andCall("print_bill", "{\"copies\":1}"));
        assertThat(world.replyTo(world.ask(world.hong, "打印")).body()).isEqualTo("账单我来打印。");
    }

    @Test
    @DisplayName("[TL13] what is plainly wrong is said to the model at once, and no card appears; what is right makes one")
    void checkedBeforeCard() {
        zone("America/New_York");
        for (String[] wish : new String[][] {
            {"remind", "{\"at\":\"2027-02-30T19:00\",\"text\":\"x\"}", "there is no such date or time"},
            {"remind", "{\"at\":\"2020-01-01T19:00\",\"text\":\"x\"}", "this time is over"},
            {"remind", "{\"at\":\"2099-01-01T19:00\",\"text\":\"x\"}", "at most two years ahead"},
            {"remind", "{\"at\":\"2027-03-14T02:30\",\"text\":\"x\"}", "there is no such time in America/New_York"},
            {"remind", "{\"at\":\"2027-03-28T02:30\",\"text\":\"x\",\"zone\":\"Europe/Berlin\"}",
                "there is no such time in Europe/Berlin"},
            {"remind", "{\"at\":\"2027-01-02T19:00\",\"text\":\"x\",\"zone\":\"Europe/Chengdu\"}", "there is no such time zone"},
            {"remind", "{\"at\":\"2027-01-02T19:00\",\"text\":\" \"}", "it does not say what to remind of"},
            {"cancel_reminder", "{\"number\":77}", "there is no open reminder 77 of yours"},
            {"read_page", "{\"url\":\"file:///etc/passwd\"}", "this is no address of a page"}}) {
            world.model.next(Script.call(wish[0], wish[1]), Script.say("不行。"));
            MessageView reply = world.replyTo(world.ask(world.hong, "试试"));
            assertThat(reply.answer().calls()).as(wish[1]).isEmpty();
            assertThat(reply.body()).isEqualTo("不行。");
            assertThat(world.model.requests().getLast().body()).contains("error: " + wish[2]);
            world.pass(Duration.ofMinutes(1));
        }
        for (String right : List.of("{\"at\":\"2027-03-14T02:30\",\"text\":\"x\",\"zone\":\"Asia/Shanghai\"}",
                "{\"at\":\"2027-11-07T01:30\",\"text\":\"x\"}", "{\"at\":\"2027-03-14T03:30\",\"text\":\"x\"}")) {
            MessageView card = card("提醒我", Script.call("remind", right));
            world.tools.approve(world.hong, call(card, 0));
            ends(card, 0, Status.SUCCEEDED);
            world.replyTo(card.seq());
            later();
        }
        zone("Asia/Shanghai");
    }

    @Test
    @DisplayName("[TL13] a time that is over when the call is approved is refused then")
    void checkedAgain() {
        zone("Asia/Shanghai");
        String soon = world.clock.instant().plusSeconds(600).atZone(ZoneId.of("Asia/Shanghai")).toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES).toString();
        MessageView card = card("十分钟后提醒我", Script.call("remind", "{\"at\":\"" + soon + "\",\"text\":\"关火\"}"));
        world.pass(Duration.ofMinutes(20));
        world.tools.approve(world.hong, call(card, 0));
        ends(card, 0, Status.FAILED);
        assertThat(world.count("select count(*) from reminder where text = '关火'")).isZero();
    }

    private static void zone(String zone) {
        world.db.useTransaction(tx -> tx.handle().execute(
                "update account set time_zone = '" + zone + "' where id = " + world.hong));
    }

    private static List<MessageView> afterwards(Seq seq) {
        return world.db.inTransaction(tx -> world.messages.after(tx, world.room, seq, 50)).messages();
    }
}
