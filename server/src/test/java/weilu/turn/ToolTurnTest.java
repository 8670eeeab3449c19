package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.ScriptedModel.Script;
import weilu.gateway.ToolSpec;
import weilu.id.Seq;
import weilu.protocol.Answer.Note;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Approvers;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;
import weilu.tool.RoomTools;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** A model's wishes, people's decisions, and what comes of them. */
class ToolTurnTest {
    private static final String SATURDAY = "{\"at\":\"2027-01-02T19:00\",\"text\":\"带毛肚\"}";

    private AgentWorld world;

    /** Something that acts, and counts how often. */
    private static final class Order implements Tool {
        private final AtomicInteger run = new AtomicInteger();
        private volatile String got;

        @Override
        public ToolSpec spec() {
            return new ToolSpec("order", "Orders food.", Json.read("""
                    {"type":"object","properties":{"dish":{"type":"string"}},"required":["dish"]}""", JsonNode.class));
        }

        @Override
        public Effect effect() {
            return Effect.ACTS;
        }

        @Override
        public ToolResult run(ToolContext context, JsonNode arguments) {
            run.incrementAndGet();
            got = arguments.path("dish").asText();
            return ToolResult.of("ordered " + got);
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        world.begin();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A tool that acts, and a model that wishes for it next. */
    private Order wishedOrder() {
        Order order = offerOrder();
        world.model.next(Script.call("order", "{\"dish\":\"毛肚\"}"));
        return order;
    }

    private Order offerOrder() {
        Order order = new Order();
        world.tools.more.add(order);
        world.tools.granted.add("order");
        return order;
    }

    private MessageView card(String body) {
        MessageView message = world.replyTo(world.ask(world.hong, body));
        assertThat(message.answer().calls()).singleElement().extracting(ToolCall::status).isEqualTo(Status.PENDING);
        return message;
    }

    @Test
    @DisplayName("[TL1] a wish runs, its result goes back as data, and the answer shows the call")
    void loop() {
        world.model.next(Script.call("calculate", "{\"expression\":\"(12.5+3)*4\"}"), Script.say("一共 62 元。"));
        MessageView reply = world.replyTo(world.ask(world.hong, "四份一共多少钱？"));
        assertThat(reply.body()).isEqualTo("一共 62 元。");
        assertThat(reply.answer().calls()).singleElement().satisfies(call -> {
            assertThat(call.tool()).isEqualTo("calculate");
            assertThat(call.status()).isEqualTo(Status.SUCCEEDED);
            assertThat(call.approvers()).isNull();
        });
        String second = world.model.requests().getLast().body();
        assertThat(second).contains("(12.5+3)*4 = 62").contains("<<<RESULT ").contains("\"role\":\"tool\"");
    }

    @Test
    @DisplayName("[TL1] arguments that do not fit, and tools that are not there, come back as errors, and leave a row")
    void wrongWishes() {
        world.model.next(Script.call("calculate", "{\"sum\":1}"), Script.call("launch", "{}"), Script.say("算了"));
        world.replyTo(world.ask(world.hong, "算一下"));
        String last = world.model.requests().getLast().body();
        assertThat(last).contains("the arguments do not fit").contains("there is no tool called launch here");
        assertThat(world.count("select count(*) from tool_call where status = 'failed'")).isEqualTo(2);
    }

    @Test
    @DisplayName("[TL2] what acts waits, runs once when approved, and the agent says what came of it")
    void approved() {
        Order order = offerOrder();
        world.model.next(Script.call("order", "{\"dish\":\"毛肚\"}"), Script.say("毛肚订好了。"));
        MessageView card = card("订一份毛肚");
        assertThat(card.body()).isNotBlank();
        assertThat(order.run).hasValue(0);
        world.tools.approve(world.hong, world.tools.call(card));
        ToolCall done = world.tools.await(card, Status.SUCCEEDED);
        assertThat(done.by()).isEqualTo(world.member(world.hong));
        assertThat(world.replyTo(card.seq()).body()).isEqualTo("毛肚订好了。");
        world.tools.approve(world.hong, done);
        world.agents.approved().wake();
        assertThat(order.run).hasValue(1);
        assertThat(order.got).isEqualTo("毛肚");
        assertThat(world.model.requests().getLast().body()).contains("succeeded: ordered 毛肚");
    }

    @Test
    @DisplayName("[TL2] what is rejected never runs")
    void rejected() {
        Order order = wishedOrder();
        MessageView card = card("订一份毛肚");
        world.tools.reject(world.hong, world.tools.call(card));
        assertThat(world.tools.call(card).status()).isEqualTo(Status.REJECTED);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() ->
                world.tools.approve(world.hong, world.tools.call(card)));
        assertThat(order.run).hasValue(0);
    }

    @Test
    @DisplayName("[TL2] an approval names the arguments by their hash; others are refused, and swapped ones do not run")
    void boundToArguments() {
        Order order = wishedOrder();
        MessageView card = card("订一份毛肚");
        ToolCall call = world.tools.call(card);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() ->
                        world.tools.approve(world.room, world.hong, call, "0".repeat(64)))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.CONFLICT));
        world.db.useTransaction(tx -> tx.handle().execute("""
                update tool_call set status = 'approved', approved_hash = hash, decided_at = now(),
                    arguments = '{"dish":"龙虾"}'"""));
        world.agents.approved().wake();
        world.tools.await(card, Status.EXPIRED);
        assertThat(order.run).hasValue(0);
    }

    @Test
    @DisplayName("[TL3] who may approve is the room's setting; an agent never may")
    void approvers() {
        Order order = wishedOrder();
        MessageView card = world.replyTo(world.ask(world.ming, "订一份毛肚"));
        ToolCall call = world.tools.call(card);
        settle(Approvers.ADMINS);
        refused(() -> world.tools.approve(world.ming, call));
        settle(Approvers.ASKER);
        refused(() -> world.tools.approve(world.hong, call));
        refused(() -> world.tools.approve(world.db.inTransaction(world.host::account), call));
        assertThat(order.run).hasValue(0);
        world.tools.approve(world.ming, call);
        world.tools.await(card, Status.SUCCEEDED);
        assertThat(order.run).hasValue(1);
    }

    @Test
    @DisplayName("[TL4] a call that was cut off is unknown and never tried again")
    void cutOff() {
        Order order = wishedOrder();
        MessageView card = card("订一份毛肚");
        world.db.useTransaction(tx -> tx.handle().execute("""
                update tool_call set status = 'approved', approved_hash = hash, decided_at = made_at,
                    held_until = made_at + interval '90 seconds'"""));
        world.pass(Duration.ofMinutes(2));
        world.agents.approved().wake();
        world.tools.await(card, Status.UNKNOWN);
        assertThat(order.run).hasValue(0);
    }

    @Test
    @DisplayName("[TL2] what nobody decides about in a day is void")
    void expires() {
        Order order = wishedOrder();
        MessageView card = card("订一份毛肚");
        world.pass(Duration.ofHours(25));
        world.agents.approved().wake();
        world.tools.await(card, Status.EXPIRED);
        refused(() -> world.tools.approve(world.hong, world.tools.call(card)));
        assertThat(order.run).hasValue(0);
    }

    @Test
    @DisplayName("[TL9] an agent that is meant to have a tool which is not there says so, and no model is asked")
    void missingTool() {
        world.tools.granted.add("weather__today");
        MessageView reply = world.replyTo(world.ask(world.hong, "明天天气怎么样，订哪家好？"));
        assertThat(reply.answer().note()).isEqualTo(Note.TOOL_MISSING);
        assertThat(reply.body()).contains("weather__today");
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[TL8] a model that never stops wishing is not offered tools for ever")
    void stepsEnd() {
        for (int i = 0; i < ToolLoop.STEPS_MAX; i++) {
            world.model.next(Script.call("calculate", "{\"expression\":\"1+" + i + "\"}"));
        }
        world.model.next(Script.say("好了"));
        MessageView reply = world.replyTo(world.ask(world.hong, "一直算"));
        assertThat(reply.body()).isEqualTo("好了");
        assertThat(reply.answer().calls()).hasSize(ToolLoop.STEPS_MAX);
        assertThat(world.model.requests().getLast().body()).doesNotContain("\"tools\"");
    }

    @Test
    @DisplayName("[BT3] a reminder is set when approved, in the asker's time, and fires once however often it is looked at")
    void reminder() {
        world.model.next(Script.call("remind", SATURDAY), Script.say("设好了。"));
        MessageView card = card("周六提醒我带毛肚");
        world.tools.approve(world.hong, world.tools.call(card));
        world.tools.await(card, Status.SUCCEEDED);
        world.replyTo(card.seq());
        Seq before = world.replies().getLast().seq();
        world.tools.reminders.fireDue();
        assertThat(said(before)).isEmpty();
        world.clock.pass(Duration.between(world.clock.instant(),
                Instant.parse("2027-01-02T11:00:01Z")));
        world.tools.reminders.fireDue();
        world.tools.reminders.fireDue();
        assertThat(said(before)).singleElement().satisfies(message -> {
            assertThat(message.body()).contains("@小红").contains("带毛肚");
            assertThat(message.mentions()).containsExactly(world.member(world.hong));
        });
    }

    @Test
    @DisplayName("[TL5] of what was read in the room the row holds how much it was, never the words")
    void auditWithoutWords() {
        world.say(world.ming, "我的电话是 13800000000");
        world.model.next(Script.call("search_room", "{\"words\":\"电话\"}"), Script.say("找到了"));
        world.replyTo(world.ask(world.hong, "谁的电话？"));
        assertThat(world.model.requests().getLast().body()).contains("13800000000");
        assertThat(world.count("select count(*) from tool_call where result like '1 messages%'")).isEqualTo(1);
        assertThat(world.count("select count(*) from tool_call where result like '%138%'")).isZero();
    }

    @Test
    @DisplayName("[TL6] a tool gives the model nothing that consent withholds")
    void consent() {
        world.say(world.ming, "我的电话是 13800000000");
        world.db.useTransaction(tx -> tx.handle().execute(
                "update member set consent = 'none' where id = " + world.member(world.ming)));
        world.model.next(Script.call("search_room", "{\"words\":\"电话\"}"),
                Script.call("count_messages", "{\"words\":\"电话\"}"), Script.say("没有"));
        world.replyTo(world.ask(world.hong, "谁的电话？"));
        assertThat(world.model.requests()).noneMatch(request -> request.body().contains("13800000000"));
    }

    private List<MessageView> said(Seq after) {
        return world.db.inTransaction(tx -> world.messages.after(tx, world.room, after, 50)).messages();
    }

    private void settle(Approvers approvers) {
        world.db.useTransaction(tx -> world.tools.rooms.settle(tx, world.room,
                new RoomTools.Settled(approvers, Set.of())));
    }

    private static void refused(Runnable what) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(what::run);
    }
}
