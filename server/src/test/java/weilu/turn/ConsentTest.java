package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.OutboundLedger;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.Seq;
import weilu.protocol.Answer.Engine;
import weilu.protocol.MessageView;

/** A model is configured; whether it hears of a room is for the room and its members to say. */
class ConsentTest {
    @TempDir
    private Path folder;
    private AgentWorld world;
    private Seq dinner;
    private Seq secret;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        dinner = world.say(world.hong, "火锅定在周六七点");
        secret = world.say(world.ming, "火锅的钱我出两百块");
        world.begin();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU12] where models are off nothing leaves, and the embedded engine answers")
    void modelsOff() {
        setModelsOff(true);
        MessageView reply = world.replyTo(world.ask(world.hong, "总结一下"));
        assertThat(reply.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(reply.answer().note()).isNull();
        assertThat(world.replyTo(world.ask(world.ming, "火锅什么时候")).answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(world.model.requests()).isEmpty();
        assertThat(sent()).isEmpty();

        setModelsOff(false);
        world.model.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.hong, "总结一下")).answer().engine()).isEqualTo(Engine.MODEL);
    }

    @Test
    @DisplayName("[TU12] words of a member who withholds theirs are in no prompt; others' are")
    void withheldWords() {
        withhold(world.ming, true);
        Seq quoting = world.say(world.hong, "同意", secret, List.of());
        world.model.next(Script.say("周六[1]"), Script.say("周六[1]"), Script.say("周六[1]"));
        world.replyTo(world.ask(world.hong, "总结一下"));
        world.replyTo(world.ask(world.hong, "火锅的钱谁出"));
        world.replyTo(world.say(world.hong, "@阿炉 这是什么意思", secret, List.of(world.luzi())));
        assertThat(world.model.requests()).hasSize(3)
                .noneMatch(request -> request.body().contains("两百"))
                .anyMatch(request -> request.body().contains("火锅定在周六七点"));
        assertThat(sent()).hasSize(3).allSatisfy(line -> assertThat(line.messages()).doesNotContain(secret));
        assertThat(sent().stream().flatMap(line -> line.messages().stream())).contains(dinner, quoting);
    }

    @Test
    @DisplayName("[TU12] an earlier answer that cites what is now withheld goes to no model")
    void withheldAnswers() {
        world.model.next(Script.say("小明出两百[1]"), Script.say("你好"));
        MessageView answer = world.replyTo(world.ask(world.hong, "火锅的钱谁出"));
        assertThat(answer.answer().topics()).isNotEmpty();
        withhold(world.db.inTransaction(tx -> tx.handle()
                .createQuery("select account_id from member where id = :member")
                .bind("member", answer.answer().topics().getFirst().citations().getFirst().author())
                .mapTo(AccountId.class).one()), true);
        AccountId asker = withheldIs(world.hong) ? world.ming : world.hong;
        world.replyTo(world.ask(asker, "你好呀"));
        assertThat(world.model.requests()).hasSize(2);
        assertThat(world.model.requests().getLast().body()).doesNotContain("小明出两百");
    }

    @Test
    @DisplayName("[TU12] who withholds and asks is answered by the embedded engine, until they allow it again")
    void withheldQuestions() {
        withhold(world.ming, true);
        assertThat(world.replyTo(world.ask(world.ming, "总结一下")).answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(world.model.requests()).isEmpty();
        withhold(world.ming, false);
        world.model.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.ming, "总结一下")).answer().engine()).isEqualTo(Engine.MODEL);
    }

    private void setModelsOff(boolean off) {
        world.db.useTransaction(tx -> tx.handle().execute("update room set models_off = ?", off));
    }

    private void withhold(AccountId account, boolean withheld) {
        world.db.useTransaction(tx -> tx.handle().execute(
                "update member set words_withheld = ? where id = ?", withheld, world.member(account).value()));
    }

    private boolean withheldIs(AccountId account) {
        return world.count("select count(*) from member where words_withheld and id = " + world.member(account)) == 1;
    }

    private List<OutboundLedger.Line> sent() {
        return world.ledger.read(world.room, Long.MAX_VALUE, 10);
    }
}
