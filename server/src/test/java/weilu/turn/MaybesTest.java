package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.agent.AgentDefinition;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.MemberId;
import weilu.id.Seq;

class MaybesTest {
    @TempDir
    private Path folder;
    private AgentWorld world;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        set(Manner.SOMETIMES, 4);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU14] a question that stays open is put to a model after a while; on its yes the agent answers")
    void speaksUp() {
        world.model.next(Script.say("{\"speak\": true}"), Script.say("七点"));
        world.begin();
        Seq question = world.say(world.hong, "有人知道几点集合吗？");
        awaitMaybe();
        AgentWorld.sleep(700);
        assertThat(world.model.requests()).isEmpty();
        world.pass(Maybes.QUESTION_WAIT);
        assertThat(world.replyTo(question).body()).isEqualTo("七点");
        assertThat(rule(question)).isEqualTo(TriggerRule.SPOKE_UP);
    }

    @Test
    @DisplayName("[TU14] on its no, or on anything else, the agent is silent, with its reason")
    void staysSilent() {
        world.model.next(Script.say("{\"speak\": false}"), Script.say("当然要说！"));
        world.begin();
        Seq first = world.say(world.hong, "有人知道几点集合吗？");
        awaitMaybe();
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> rule(first) == TriggerRule.MODEL_SAID_NO);
        Seq second = world.say(world.hong, "那有人知道在哪集合吗？");
        awaitMaybe();
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> rule(second) == TriggerRule.MODEL_FAILED);
        assertThat(world.replies()).isEmpty();
        assertThat(world.model.requests()).hasSize(2);
    }

    @Test
    @DisplayName("[TU14] what is like nothing the agent is for is left alone without asking a model; what is, is put to it")
    void otherSubject() {
        set(Manner.ASKED, 4);
        MemberId teacher = world.built(new AgentDefinition("数学老师", null, "讲数学题：方程、几何、概率", null, null, null, null, false,
                null, null, null, List.of("帮我解一道二次方程"), null));
        world.db.useTransaction(tx -> new Manners(world.clock).set(tx, world.access.require(tx, world.room, world.hong),
                teacher, new Manners.View(null, null, Manner.SOMETIMES, null, null, null, null, 4, null)));
        world.model.next(Script.say("{\"speak\": false}"));
        world.begin();
        Seq other = world.say(world.hong, "有人知道谁来订位子吗？");
        awaitMaybe();
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> decided(other, "other_subject"));
        assertThat(world.model.requests()).isEmpty();
        Seq its = world.say(world.hong, "有谁会解二元一次方程吗？");
        awaitMaybe();
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> decided(its, "model_said_no"));
        assertThat(world.model.requests()).hasSize(1);
    }

    @Test
    @DisplayName("[TU14] where a budget has nothing left no model is asked, and that is the reason one reads")
    void outOfBudget() {
        world.db.useTransaction(tx -> tx.handle().execute("""
                insert into quota (scope, subject, measure, most, set_at)
                values ('person', 0, 'turns', 0, now()), ('person', 0, 'tokens', 0, now())
                """));
        world.begin();
        Seq question = world.say(world.hong, "有人知道几点集合吗？");
        awaitMaybe();
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> rule(question) == TriggerRule.BUDGET);
        assertThat(world.model.requests()).isEmpty();
        assertThat(world.replies()).isEmpty();
    }

    @Test
    @DisplayName("[TU14] a question that somebody answered costs nothing")
    void answeredMeanwhile() {
        world.begin();
        Seq question = world.say(world.hong, "有人知道几点集合吗？");
        awaitMaybe();
        world.say(world.ming, "七点");
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> rule(question) == TriggerRule.ANSWERED_MEANWHILE);
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[TU12] who withholds their words is not talked about to a model")
    void withheld() {
        world.db.useTransaction(tx -> tx.handle().execute(
                "update member set consent = 'none' where id = " + world.member(world.hong)));
        world.begin();
        Seq question = world.say(world.hong, "有人知道几点集合吗？");
        awaitMaybe();
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> rule(question) == TriggerRule.CONSENT);
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[TU10] what it may say unasked in an hour is counted, and so is how often a model is asked")
    void measured() {
        set(Manner.SOMETIMES, 0);
        world.begin();
        Seq capped = world.say(world.hong, "有人知道几点集合吗？");
        AgentWorld.await(() -> rule(capped) == TriggerRule.HOURLY_MAX);
        set(Manner.SOMETIMES, 4);
        world.db.useTransaction(tx -> tx.handle().createUpdate("""
                        insert into trigger_decision (room_id, member_id, seq, rule, numbers, at)
                        select :room, :agent, 1000 + n, 'model_said_no', '{}', :at from generate_series(1, :count) as n
                        """)
                .bind("room", world.room).bind("agent", world.luzi()).bind("at", world.clock.instant())
                .bind("count", Maybes.CONSULTS_HOURLY_MAX).execute());
        Seq enough = world.say(world.hong, "那有人知道在哪集合吗？");
        awaitMaybe();
        world.pass(Maybes.QUESTION_WAIT);
        AgentWorld.await(() -> rule(enough) == TriggerRule.CONSULTED_ENOUGH);
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[TU14] lively considers other talk too, the newest of it alone")
    void lively() {
        set(Manner.LIVELY, 4);
        world.model.next(Script.say("{\"speak\": false}"));
        world.begin();
        Seq first = world.say(world.hong, "我今天去看了那家新开的火锅店");
        awaitMaybe();
        Seq second = world.say(world.ming, "听说那里的毛肚不错的样子");
        AgentWorld.await(() -> rule(first) == TriggerRule.ANSWERED_MEANWHILE);
        world.pass(Maybes.TALK_WAIT.plus(Duration.ofSeconds(1)));
        AgentWorld.await(() -> rule(second) == TriggerRule.MODEL_SAID_NO);
        assertThat(world.model.requests()).hasSize(1);
    }

    @Test
    @DisplayName("[TU14] yes is a JSON object that says so; nothing else is")
    void verdicts() {
        assertThat(AskWhether.verdict("```json\n{\"speak\": true}\n```")).isEqualTo(AskWhether.Verdict.YES);
        assertThat(AskWhether.verdict("{\"speak\":false}")).isEqualTo(AskWhether.Verdict.NO);
        assertThat(List.of("true", "{}", "{\"speak\":\"true\"}", "{speak}", ""))
                .allSatisfy(text -> assertThat(AskWhether.verdict(text)).isEqualTo(AskWhether.Verdict.FAILED));
    }

    private void set(Manner manner, int hourly) {
        world.db.useTransaction(tx -> new Manners(world.clock).set(tx, world.access.require(tx, world.room, world.hong),
                world.luzi(), new Manners.View(null, null, manner, null, null, null, null, hourly, null)));
    }

    private void awaitMaybe() {
        AgentWorld.await(() -> world.count("select count(*) from agent_maybe") == 1);
    }

    private boolean decided(Seq message, String rule) {
        return world.count("select count(*) from trigger_decision where seq = " + message + " and rule = '" + rule + "'") == 1;
    }

    private TriggerRule rule(Seq message) {
        return world.db.inTransaction(tx ->
                new Why().read(tx, world.access.require(tx, world.room, world.ming), message)).agents().getFirst().rule();
    }
}
