package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.ScriptedModel.Ending;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Engine;
import weilu.protocol.MessageView;
import weilu.protocol.ServerFrame;

class AskedTogetherTest {
    @TempDir
    private Path folder;
    private AgentWorld world;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.say(world.ming, "火锅定在周六七点");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU20] twenty asks of several people at once are one answer that names them all, and each ask says so")
    void together() {
        world.configureModel("scripted");
        world.model.next(Script.say("都七点"), Script.say("不该有第二个"));
        List<AccountId> people = new ArrayList<>(List.of(world.hong, world.ming));
        for (int i = 0; i < 8; i++) {
            AccountId one = world.person("朋友" + i);
            world.join(one);
            people.add(one);
        }
        List<Seq> asks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asks.add(world.ask(people.get(i % people.size()), "周六几点集合好呢" + i));
        }
        world.begin();
        MessageView answer = world.replyTo(asks.getFirst());
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.replies()).hasSize(1);
        assertThat(world.model.requests()).hasSize(1);
        assertThat(answer.answer().also()).extracting(Answer.Also::message).containsExactlyElementsOf(asks.subList(1, 20));
        assertThat(answer.mentions()).contains(world.member(world.ming)).doesNotContain(world.member(world.hong)).hasSize(9);
        String prompt = world.model.requests().getFirst().body();
        asks.forEach(ask -> assertThat(prompt).contains(world.message(ask).body().replace("@阿炉 ", "")));
        assertThat(prompt).contains("朋友7: ").contains("Several questions");
        assertThat(why(asks.getFirst()).agents()).extracting(Why.Line::rule).containsExactly(TriggerRule.MENTIONED);
        assertThat(why(asks.getLast()).agents()).singleElement().satisfies(line -> {
            assertThat(line.rule()).isEqualTo(TriggerRule.MERGED);
            assertThat(line.turn()).isEqualTo(answer.answer().turn());
            assertThat(line.trigger()).isEqualTo(asks.getFirst());
        });
    }

    @Test
    @DisplayName("[TU20] what is asked while an answer is on its way waits for its end, is answered together, and touches it not")
    void whileItSpeaks() {
        world.configureModel("scripted");
        world.model.next(Script.say("先说一半").ending(Ending.HANG), Script.say("第二个答案"), Script.say("不该有第三个"));
        world.begin();
        Seq first = world.ask(world.hong, "周六几点集合好呢");
        AgentWorld.await(() -> world.frames(ServerFrame.TurnDelta.class).size() > 0);
        Seq second = world.ask(world.ming, "在哪里集合好呢");
        Seq third = world.ask(world.hong, "谁带蘸料好呢");
        AgentWorld.await(() -> world.count("select count(*) from turn_also") == 1);
        assertThat(world.replies()).isEmpty();
        assertThat(world.model.requests()).hasSize(1);
        world.db.useTransaction(tx -> world.agents.turns().stop(tx, world.access.require(tx, world.room, world.hong),
                world.frames(ServerFrame.TurnStarted.class).getFirst().turn()));
        MessageView answer = world.replyTo(second);
        assertThat(answer.body()).isEqualTo("第二个答案");
        assertThat(answer.answer().also()).extracting(Answer.Also::message).containsExactly(third);
        assertThat(world.replyTo(first).answer().also()).isNull();
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.replies()).hasSize(2);
    }

    @Test
    @DisplayName("[TU20] whoever was answered goes on without naming the agent; who was not does not")
    void followsUp() {
        world.configureModel("scripted");
        AccountId li = world.person("小李");
        world.join(li);
        world.model.next(Script.say("都七点"), Script.say("带蘸料"));
        Seq first = world.ask(world.hong, "周六几点集合好呢");
        world.ask(world.ming, "小明几点到好呢");
        world.begin();
        assertThat(world.replyTo(first).answer().also()).hasSize(1);
        AgentWorld.await(() -> world.openTurns() == 0);
        Seq other = world.say(li, "那要带什么呢？");
        AgentWorld.await(() -> world.count("select count(*) from room_event where seq = " + other) > 0);
        assertThat(why(other).agents()).extracting(Why.Line::rule).containsExactly(TriggerRule.NOT_ADDRESSED);
        world.db.useTransaction(tx -> tx.handle().execute("delete from room_event where room_id = ? and seq = ?",
                world.room.value(), other.value()));
        Seq more = world.say(world.ming, "那要带什么呢？");
        assertThat(world.replyTo(more).body()).isEqualTo("带蘸料");
        assertThat(why(more).agents()).extracting(Why.Line::rule).containsExactly(TriggerRule.FOLLOW_UP);
    }

    @Test
    @DisplayName("[TU20] it waits no longer than five seconds for an answer that takes its time")
    void waitsNoLonger() {
        world.configureModel("scripted");
        world.model.next(Script.say("先说一半").ending(Ending.HANG), Script.say("第二个答案"));
        world.begin();
        world.ask(world.hong, "周六几点集合好呢");
        AgentWorld.await(() -> world.frames(ServerFrame.TurnDelta.class).size() > 0);
        Seq second = world.ask(world.ming, "在哪里集合好呢");
        AgentWorld.await(() -> world.openTurns() == 2);
        world.pass(AskedTogether.WAIT_MAX.plusSeconds(1));
        assertThat(world.replyTo(second).body()).isEqualTo("第二个答案");
    }

    @Test
    @DisplayName("[TU20] a summary, one's own memory, and words of people whose consent differs have turns of their own")
    void apart() {
        AccountId li = world.person("小李");
        world.join(li);
        world.db.useTransaction(tx -> tx.handle().execute(
                "update member set consent = 'none' where id = ?", world.member(li).value()));
        List<Seq> asks = Stream.of(world.ask(world.hong, "周六几点集合好呢"), world.ask(world.ming, "总结一下"),
                world.ask(world.ming, "用我的记忆说说几点集合好"), world.ask(li, "在哪里集合好呢")).toList();
        world.begin();
        asks.forEach(world::replyTo);
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.count("select count(*) from turn_also")).isZero();
        assertThat(world.replies()).hasSize(4);
    }

    @Test
    @DisplayName("[TU20] without a model, too; a first ask that is recalled leaves the others answered")
    void extractAndRecall() {
        Seq first = world.ask(world.hong, "周六几点集合好呢");
        Seq second = world.ask(world.ming, "火锅定在哪天呢");
        Seq third = world.ask(world.hong, "火锅几点开始呢");
        world.db.useTransaction(tx -> tx.handle().execute(
                "insert into message_state (room_id, seq, recalled_by) values (?, ?, ?)",
                world.room.value(), first.value(), world.member(world.hong).value()));
        world.begin();
        MessageView answer = world.replyTo(second);
        assertThat(answer.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(answer.answer().also()).extracting(Answer.Also::message).containsExactly(third);
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.replies()).hasSize(1);
    }

    private Why.View why(Seq message) {
        return world.read(tx -> new Why().read(tx, world.access.require(tx, world.room, world.ming), message));
    }
}
