package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

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
import weilu.gateway.ScriptedModel;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Route;
import weilu.protocol.MessageView;

class PassOnTest {
    private static final String EXAMPLE = "帮我解一道二次方程";
    private static AgentWorld world;
    private static AccountId cooking;
    private MemberId teacher;
    private MemberId cook;
    private int before;

    @BeforeAll
    static void start(@TempDir Path folder) {
        world = new AgentWorld(folder);
        cooking = world.agent("厨子");
        world.begin();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.startOver();
        world.providers.list().forEach(one -> world.providers.remove(one.id()));
        teacher = world.built(mathematician());
        cook = world.join(cooking);
        before = world.model.requests().size();
    }

    private static AgentDefinition mathematician() {
        return new AgentDefinition("数学老师", null, "讲数学题：方程、几何、概率", "你是数学老师。", null, null, null, false, null, null,
                null, List.of(EXAMPLE, "三角形的面积怎么算"), null);
    }

    @Test
    @DisplayName("[TU22] the host's model chooses an id, and that agent answers the same question on the same bill")
    void passesOn() {
        world.configureModel("scripted");
        world.model.next(passTo(teacher), Script.say("x 等于 2"));
        Seq ask = world.ask(world.hong, "x²-4x+4=0 怎么解？");
        AgentWorld.await(() -> world.replies().size() == 2 && world.openTurns() == 0);
        MessageView first = world.replies().getFirst();
        MessageView second = world.replies().getLast();
        assertThat(first.body()).isEqualTo("这一问 @数学老师 更在行，请它来答。");
        assertThat(first.answer().passedTo()).isEqualTo(teacher);
        assertThat(first.answer().calls()).as("the answer says it already").isEmpty();
        assertThat(calls("succeeded")).as("and the audit, too").isEqualTo(1);
        assertThat(first.mentions()).containsExactly(teacher);
        assertThat(second.author()).isEqualTo(teacher);
        assertThat(second.quote()).as("the question itself").isEqualTo(ask);
        assertThat(second.body()).isEqualTo("x 等于 2");
        assertThat(second.hops()).isEqualTo(2);
        assertThat(requests()).hasSize(2);
        assertThat(requests().getFirst().body()).contains("- " + teacher + ": 数学老师, 讲数学题")
                .doesNotContain("\"" + world.luzi() + "\"");
        assertThat(requests().getLast().body()).contains("小红: x²-4x+4=0 怎么解").contains("你是数学老师。");
        Why.View why = why(second.seq());
        assertThat(why.own().rule()).isEqualTo(TriggerRule.PASSED_ON);
        assertThat(why.chain().turns()).isEqualTo(2);
        assertThat(why(first.seq()).agents()).filteredOn(line -> line.agent().equals(teacher))
                .extracting(Why.Line::rule).containsExactly(TriggerRule.PASSED_ON);
    }

    @Test
    @DisplayName("[TU22] an id that is not offered, its own or a name is refused by name, and the host answers itself")
    void refusesOthers() {
        world.configureModel("scripted");
        world.model.next(Script.call("pass_on", "{\"agent\":\"" + world.luzi() + "\"}"),
                Script.call("pass_on", "{\"agent\":\"数学老师\"}"), Script.call("pass_on", "{\"agent\":\"999999\"}"),
                Script.say("我自己来：等于 2"));
        MessageView reply = world.replyTo(world.ask(world.hong, "x²-4x+4=0 怎么解？"));
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(reply.body()).isEqualTo("我自己来：等于 2");
        assertThat(reply.answer().passedTo()).isNull();
        assertThat(world.replies()).hasSize(1);
        assertThat(requests().get(1).body()).contains("the arguments do not fit");
        assertThat(calls("failed")).isEqualTo(3);
    }

    @Test
    @DisplayName("[TU22] who is off, or asked the same already, is not offered; one that is turned off meanwhile is refused")
    void offersWhoMayAnswer() {
        world.configureModel("scripted");
        off(cook);
        world.model.next(Script.say("都可以"));
        world.replyTo(world.ask(world.hong, "晚上吃什么好？"));
        assertThat(requests().getFirst().body()).contains("- " + teacher + ": ").doesNotContain("- " + cook + ": ");
        AgentWorld.await(() -> world.openTurns() == 0);
        world.model.next(Script.say("一起答"), Script.say("一起答"));
        world.say(world.hong, "@阿炉 @数学老师 这题怎么做？", null, List.of(world.luzi(), teacher));
        AgentWorld.await(() -> world.replies().size() == 3 && world.openTurns() == 0);
        assertThat(requests().subList(1, 3)).noneMatch(one -> one.body().contains("pass_on"));
    }

    @Test
    @DisplayName("[TU22] nobody passes on at the hop limit, and no agent but the host does")
    void keepsLimits() {
        world.configureModel("scripted");
        world.model.next(Script.say("厨子说不好"));
        world.say(world.hong, "@厨子 三角形的面积怎么算？", null, List.of(cook));
        AgentWorld.await(() -> world.replies().size() == 1 && world.openTurns() == 0);
        assertThat(requests().getFirst().body()).doesNotContain("pass_on");
        world.model.next(Script.say("问 @厨子"), Script.say("还是问 @阿炉"), Script.say("到此为止"));
        world.ask(world.hong, "三角形的面积怎么算？");
        AgentWorld.await(() -> world.replies().size() == 4 && world.openTurns() == 0);
        assertThat(requests().get(1).body()).contains("pass_on");
        assertThat(requests().get(3).body()).as("the third hop").doesNotContain("pass_on");
    }

    @Test
    @DisplayName("[TU22] a model that uses no tools is not asked: the nearest line decides, and is shown")
    void byLines() {
        withoutTools();
        world.model.next(Script.say("两个根"), Script.say("在门口"));
        Seq ask = world.ask(world.hong, "帮我解一下这道一元二次方程");
        AgentWorld.await(() -> world.replies().size() == 2 && world.openTurns() == 0);
        MessageView first = world.replies().getFirst();
        assertThat(first.answer().passedTo()).isEqualTo(teacher);
        assertThat(first.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(first.answer().route()).isEqualTo(new Route("数学老师", EXAMPLE));
        assertThat(world.replies().getLast().author()).isEqualTo(teacher);
        assertThat(world.replies().getLast().quote()).isEqualTo(ask);
        MessageView own = world.replyTo(world.ask(world.hong, "周六几点在哪里集合？"));
        assertThat(own.author()).isEqualTo(world.luzi());
        assertThat(own.answer().passedTo()).isNull();
    }

    @Test
    @DisplayName("[TU22] it is answered in the language of the question, whatever the host is called")
    void keepsTheLanguage() {
        world.built(new AgentDefinition("Cook", null, "Broths and spices for hotpot", null, null, null, null, false, null, null,
                null, List.of("How long do I cook tripe?"), null));
        withoutTools();
        world.model.next(Script.say("Ten seconds"));
        world.ask(world.hong, "How long should I cook the tripe?");
        AgentWorld.await(() -> world.replies().size() == 2 && world.openTurns() == 0);
        assertThat(world.replies()).extracting(MessageView::body)
                .containsExactly("@Cook knows more about this. Over to them.", "Ten seconds");
        assertThat(requests()).singleElement().satisfies(request -> assertThat(request.body()).contains("English"));
    }

    @Test
    @DisplayName("[TU22] who is switched off before the choice is made is refused, and the host answers itself")
    void asksTheRulesAgain() {
        world.configureModel("scripted");
        world.model.next(Script.say("想", "一", "想").andCall("pass_on", "{\"agent\":\"" + cook + "\"}")
                        .pausing(Duration.ofMillis(400)),
                Script.say("我来答"));
        Seq ask = world.ask(world.hong, "晚上吃什么好？");
        AgentWorld.await(() -> requests().size() == 1 && world.openTurns() == 1);
        off(cook);
        MessageView reply = world.replyTo(ask);
        assertThat(reply.body()).isEqualTo("想一想\n\n我来答");
        assertThat(requests().getLast().body()).contains("that agent may not answer here now");
        assertThat(calls("failed")).isEqualTo(1);
    }

    /** What was asked of models in this test. */
    private List<ScriptedModel.Request> requests() {
        List<ScriptedModel.Request> all = world.model.requests();
        return all.subList(before, all.size());
    }

    private int calls(String status) {
        return world.count("select count(*) from tool_call where tool = 'pass_on' and status = '" + status + "' and room_id = "
                + world.room);
    }

    @Test
    @DisplayName("[TU22] where no model speaks, nothing goes to an agent whose files have nothing to say either")
    void staysWithoutWords() {
        MessageView own = world.replyTo(world.ask(world.hong, "帮我解一下这道一元二次方程"));
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(own.author()).isEqualTo(world.luzi());
        assertThat(own.answer().passedTo()).isNull();
        assertThat(world.replies()).hasSize(1);
    }

    /** A model that was found to use none. */
    private void withoutTools() {
        world.configureModel("scripted");
        world.db.useTransaction(tx -> tx.handle().execute("update model set found = '{\"tools\":false}'"));
    }

    private Script passTo(MemberId agent) {
        return Script.call("pass_on", "{\"agent\":\"" + agent + "\"}");
    }

    private void off(MemberId agent) {
        world.db.useTransaction(tx -> tx.handle().createUpdate("""
                        insert into agent_manner (room_id, member_id, manner, hourly_max, set_by, set_at)
                        values (:room, :agent, 'off', 4, :agent, now())
                        """)
                .bind("room", world.room).bind("agent", agent).execute());
    }

    private Why.View why(Seq seq) {
        return world.db.inTransaction(tx -> new Why().read(tx, world.access.require(tx, world.room, world.hong), seq));
    }
}
