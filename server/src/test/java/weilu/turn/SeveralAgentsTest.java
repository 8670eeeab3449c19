package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.ScriptedModel.Ending;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Note;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame;

class SeveralAgentsTest {
    @TempDir
    private Path folder;
    private AgentWorld world;
    private MemberId teacher;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        teacher = world.join(world.agent("老师"));
        world.say(world.ming, "火锅定在周六七点");
        world.configureModel("scripted");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU4] an agent hands over by name, to a member we look up, on the bill of the person who asked")
    void handsOver() {
        world.model.next(Script.say("这要问 @老师"), Script.say("七点见"));
        world.begin();
        Seq ask = world.ask(world.hong, "几点集合好呢");
        AgentWorld.await(() -> world.replies().size() == 2);
        MessageView first = world.replies().getFirst();
        MessageView second = world.replies().getLast();
        assertThat(first.mentions()).containsExactly(teacher);
        assertThat(second.author()).isEqualTo(teacher);
        assertThat(second.quote()).isEqualTo(first.seq());
        assertThat(world.count("select count(distinct chain_seq) from turn")).isEqualTo(1);
        assertThat(world.count("select count(*) from turn where chain_seq = " + ask + " and asker = "
                + world.member(world.hong))).isEqualTo(2);
        assertThat(why(first.seq()).agents()).extracting(Why.Line::rule).containsExactly(TriggerRule.HANDED_OVER);
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(why(second.seq()).chain().turns()).isEqualTo(2);
    }

    @Test
    @DisplayName("[TU4] a name that is no agent of the room leads nowhere")
    void namesNobody() {
        world.model.next(Script.say("这要问 @教练 或者 @小明"));
        world.begin();
        world.ask(world.hong, "几点集合好呢");
        AgentWorld.await(() -> world.replies().size() == 1 && world.openTurns() == 0);
        assertThat(world.replies().getFirst().mentions()).isEmpty();
        assertThat(world.model.requests()).hasSize(1);
    }

    @Test
    @DisplayName("[TU13] two that name each other in turn stop within the hop limit, and it says why")
    void pingPong() {
        world.model.next(Script.say("我觉得七点，@老师 呢"), Script.say("我觉得八点，@阿炉 你说"),
                Script.say("那折中七点半，@老师 行吗"), Script.say("不该说的"));
        world.begin();
        world.ask(world.hong, "几点集合好呢");
        AgentWorld.await(() -> world.replies().size() == 3 && world.openTurns() == 0);
        Seq last = world.replies().getLast().seq();
        AgentWorld.await(() -> world.count("select count(*) from trigger_decision where seq = " + last) == 1);
        assertThat(why(last).agents()).extracting(Why.Line::rule).containsExactly(TriggerRule.PING_PONG);
        assertThat(world.model.requests()).hasSize(3);
    }

    @Test
    @DisplayName("[TU13] an answer that says nothing new hands over to nobody")
    void nothingNew() {
        world.model.next(Script.say("七点在门口集合，记得带伞，@老师 看看"), Script.say("@阿炉 七点在门口集合！记得带伞"),
                Script.say("不该说的"));
        world.begin();
        world.ask(world.hong, "几点集合好呢");
        AgentWorld.await(() -> world.replies().size() == 2 && world.openTurns() == 0);
        Seq last = world.replies().getLast().seq();
        AgentWorld.await(() -> world.count("select count(*) from trigger_decision where seq = " + last) == 1);
        assertThat(why(last).agents()).extracting(Why.Line::rule).containsExactly(TriggerRule.NOTHING_NEW);
        assertThat(world.model.requests()).hasSize(2);
    }

    @Test
    @DisplayName("[TU13] stop all ends what runs and what waits, and nothing follows from it; what is asked later is answered")
    void stopsAll() {
        world.model.next(Script.say("先说一半，@老师 接着").ending(Ending.HANG));
        world.begin();
        world.ask(world.hong, "几点集合好呢");
        AgentWorld.await(() -> world.frames(ServerFrame.TurnDelta.class).size() > 0);
        int running = world.db.inTransaction(tx ->
                world.agents.turns().stopAll(tx, world.access.require(tx, world.room, world.ming)));
        assertThat(running).isEqualTo(1);
        AgentWorld.await(() -> world.replies().size() == 1 && world.openTurns() == 0);
        MessageView stopped = world.replies().getFirst();
        assertThat(stopped.answer().note()).isEqualTo(Note.STOPPED);
        AgentWorld.await(() -> world.count("select count(*) from trigger_decision where seq = " + stopped.seq()) == 1);
        assertThat(why(stopped.seq()).agents()).extracting(Why.Line::rule).containsExactly(TriggerRule.STOPPED_ALL);
        assertThat(world.model.requests()).hasSize(1);
        world.model.next(Script.say("七点"));
        world.replyTo(world.ask(world.hong, "那究竟几点集合"));
    }

    @Test
    @DisplayName("[TU16] what failed is asked again: another answer to the same message, and twice at once is once")
    void asksAgain() {
        world.model.next(Script.fail(500), Script.say("七点"));
        world.begin();
        Seq ask = world.ask(world.hong, "几点集合好呢");
        MessageView failed = world.replyTo(ask);
        assertThat(failed.answer().note()).isEqualTo(Note.PROVIDER_FAILED);
        AgentWorld.await(() -> world.openTurns() == 0);
        again(failed, AskAgain.Wish.SAME);
        AgentWorld.await(() -> world.replies().size() == 2 && world.openTurns() == 0);
        MessageView second = world.replies().getLast();
        assertThat(second.body()).isEqualTo("七点");
        assertThat(second.quote()).isEqualTo(ask);
        assertThat(second.answer().beside()).isNull();
        assertThat(second.answer().replaces()).as("it stands in the place of the first").isEqualTo(failed.answer().turn());
        assertThat(why(second.seq()).own().rule()).isEqualTo(TriggerRule.ASKED_AGAIN);
        assertThat(why(second.seq()).chain().turns()).isEqualTo(2);
    }

    @Test
    @DisplayName("[TU16] two answers stand side by side; the number of tries has an end, and only members may ask")
    void beside() {
        world.model.next(Script.say("七点"), Script.say("八点"));
        world.begin();
        MessageView first = world.replyTo(world.ask(world.hong, "几点集合好呢"));
        again(first, new AskAgain.Wish(null, true));
        AgentWorld.await(() -> world.replies().size() == 2 && world.openTurns() == 0);
        assertThat(world.replies().getLast().answer().beside()).isEqualTo(first.answer().turn());
        assertThat(world.replies().getLast().answer().replaces()).isNull();
        world.db.useTransaction(tx -> tx.handle().execute("update turn set attempt = 7 where attempt = 1"));
        assertThatThrownBy(() -> again(first, AskAgain.Wish.SAME)).isInstanceOf(Refusal.class);
    }

    @Test
    @DisplayName("[TU17] at a round table each answers once and blind, then the host concludes and cites them")
    void roundTable() {
        world.model.next(Script.say("我选七点 @老师"), Script.say("我选八点 @阿炉"), Script.say("七点[1]或八点[2]"));
        world.begin();
        Seq ask = world.say(world.hong, "@阿炉 @老师 圆桌：几点集合好", null, List.of(world.luzi(), teacher));
        AgentWorld.await(() -> world.replies().size() == 3 && world.openTurns() == 0);
        MessageView conclusion = world.replies().getLast();
        assertThat(conclusion.author()).isEqualTo(world.luzi());
        assertThat(conclusion.quote()).isEqualTo(ask);
        assertThat(conclusion.answer().topics().getFirst().citations()).extracting(Citation::message)
                .containsExactlyInAnyOrder(world.replies().get(0).seq(), world.replies().get(1).seq());
        assertThat(world.replies()).allSatisfy(reply -> assertThat(reply.mentions()).isEmpty());
        assertThat(world.model.requests()).hasSize(3);
        String second = world.model.requests().get(1).body();
        assertThat(second).doesNotContain("我选七点").doesNotContain("我选八点");
        assertThat(why(conclusion.seq()).own().rule()).isEqualTo(TriggerRule.CONCLUSION);
        assertThat(why(ask).agents()).extracting(Why.Line::rule)
                .containsExactlyInAnyOrder(TriggerRule.ROUND_TABLE, TriggerRule.ROUND_TABLE, TriggerRule.CONCLUSION);
        assertThat(why(ask).chain().turns()).isEqualTo(3);
    }

    private void again(MessageView answer, AskAgain.Wish wish) {
        world.db.useTransaction(tx -> world.agents.askAgain().again(
                tx, world.access.requireLocked(tx, world.room, world.hong), answer.answer().turn(), wish));
    }

    private Why.View why(Seq message) {
        return world.db.inTransaction(tx -> new Why().read(tx, world.access.require(tx, world.room, world.ming), message));
    }
}
