package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Price;
import weilu.gateway.Usages;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Note;
import weilu.protocol.MessageView;
import weilu.protocol.UsedUp;

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

    @Test
    @DisplayName("[TU12] each author's words go as far as they allow: all models, local ones, none; a guest's to local ones")
    void matrix() {
        world.configureDistant("far");
        AccountId guest = world.person("客人");
        AccountId strict = world.person("老王");
        MemberId guestMember = world.join(guest);
        world.join(strict);
        world.db.useTransaction(tx -> tx.handle().execute(
                "update member set role = 'guest' where id = ?", guestMember.value()));
        Map<AccountId, Seq> said = new LinkedHashMap<>();
        said.put(world.hong, dinner);
        said.put(world.ming, secret);
        said.put(guest, world.say(guest, "火锅我带毛肚"));
        said.put(strict, world.say(strict, "火锅我不来"));
        allow(world.ming, "local");
        allow(strict, "none");

        world.model.next(Script.say("好[1]"));
        MessageView local = world.replyTo(world.ask(world.hong, "总结一下"));
        assertThat(local.answer().localOnly()).as("words for local models are in it").isTrue();
        assertThat(sent().getFirst().local()).isTrue();
        assertThat(sent().getFirst().messages()).contains(dinner, secret, said.get(guest)).doesNotContain(said.get(strict));

        world.model.next(Script.fail(500));
        world.distant.next(Script.say("好[1]"));
        MessageView far = world.replyTo(world.ask(world.hong, "总结一下"));
        assertThat(far.answer().model()).startsWith("远方");
        assertThat(far.answer().localOnly()).isNull();
        assertThat(sent().getFirst().local()).isFalse();
        assertThat(sent().getFirst().messages()).contains(dinner)
                .doesNotContain(secret, said.get(guest), said.get(strict), local.seq());
        assertThat(world.distant.requests()).hasSize(1)
                .noneMatch(request -> request.body().contains("两百") || request.body().contains("毛肚"));

        world.model.next(Script.fail(500));
        MessageView refused = world.replyTo(world.ask(guest, "火锅什么时候"));
        assertThat(refused.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(world.distant.requests()).as("a guest's question goes to no distant model").hasSize(1);
        allow(guest, "all");
        world.model.next(Script.fail(500));
        world.distant.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(guest, "火锅什么时候")).answer().engine()).isEqualTo(Engine.MODEL);
    }

    @Test
    @DisplayName("[TU12] where no model is local, who allows local ones only is answered by the embedded engine, which says why")
    void nothingLocal() {
        world.providers.list().forEach(one -> world.providers.remove(one.id()));
        world.configureDistant("far");
        allow(world.ming, "local");
        assertThat(world.replyTo(world.ask(world.ming, "火锅什么时候")).answer().note()).isEqualTo(Note.NOT_ALLOWED);
        assertThat(world.distant.requests()).isEmpty();
        world.distant.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.hong, "火锅什么时候")).answer().engine()).isEqualTo(Engine.MODEL);
    }

    @Test
    @DisplayName("[RM23] a room's default holds for who has not chosen")
    void roomDefault() {
        world.db.useTransaction(tx -> tx.handle().execute("update room set consent = 'none'"));
        assertThat(world.replyTo(world.ask(world.hong, "总结一下")).answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        allow(world.hong, "all");
        world.model.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.hong, "总结一下")).answer().engine()).isEqualTo(Engine.MODEL);
        assertThat(world.model.requests().getFirst().body()).doesNotContain("两百");
    }

    @Test
    @DisplayName("[NS1] of a room that is not to be stored the ledger keeps counts and hashes, no ranges")
    void notStored() {
        world.db.useTransaction(tx -> tx.handle().execute("update room set no_store = true"));
        world.model.next(Script.say("周六[1]"));
        world.replyTo(world.ask(world.hong, "总结一下"));
        OutboundLedger.Line line = sent().getFirst();
        assertThat(line.noStore()).isTrue();
        assertThat(line.messages()).isEmpty();
        assertThat(line.messageCount()).isGreaterThan(1);
        assertThat(line.parts()).isNotEmpty().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        world.db.useTransaction(tx -> tx.handle().execute("update room set no_store = false"));
        world.model.next(Script.say("周六[1]"));
        world.replyTo(world.ask(world.hong, "总结一下"));
        assertThat(sent().getFirst().messages()).contains(dinner);
        assertThat(sent().getFirst().parts()).isEmpty();
    }

    @Test
    @DisplayName("[NS2] a room that keeps no record asks no model that trains on what it gets, and says why")
    void noTraining() {
        world.db.useTransaction(tx -> tx.handle().execute("update model set trains_on_data = true"));
        world.model.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.hong, "总结一下")).answer().engine()).isEqualTo(Engine.MODEL);
        world.db.useTransaction(tx -> tx.handle().execute("update room set no_store = true"));
        MessageView refused = world.replyTo(world.ask(world.hong, "总结一下"));
        assertThat(refused.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(refused.answer().note()).isEqualTo(Note.NO_STORE);
        assertThat(world.model.requests()).hasSize(1);
        world.configureDistant("far");
        world.distant.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.hong, "总结一下")).answer().model()).startsWith("远方");
    }

    @Test
    @DisplayName("[US1] what a model cost stands in the ledger and on the bill of the message that led to it")
    void bills() {
        world.db.useTransaction(tx -> tx.handle().execute("""
                update model set price = '{"promptMicros":2000000,"answerMicros":8000000,"currency":"CNY"}'
                """));
        world.model.next(Script.say("周六[1]"));
        Seq asked = world.ask(world.hong, "总结一下");
        world.replyTo(asked);
        OutboundLedger.Line line = sent().getFirst();
        assertThat(line.purpose()).isEqualTo("summary");
        assertThat(line.agent()).isEqualTo(world.db.inTransaction(world.host::account));
        Usages usages = new Usages(world.quotas);
        List<Usages.Bill> bills = world.db.inTransaction(tx -> usages.ofChain(tx, world.room, asked));
        assertThat(bills).hasSize(1);
        assertThat(bills.getFirst().turns()).isEqualTo(1);
        assertThat(bills.getFirst().tokens()).isEqualTo(line.tokens());
        assertThat(bills.getFirst().costMicros()).isEqualTo(line.costMicros());
        boolean told = line.promptTokens() != null;
        assertThat(line.estimated()).isEqualTo(!told);
        if (told) {
            assertThat(line.costMicros()).isEqualTo(2L * line.promptTokens() + 8L * line.answerTokens());
            assertThat(line.currency()).isEqualTo("CNY");
        }
        OutboundLedger.Sum day = world.ledger.sums(world.room, OutboundLedger.Lines.all(world.ledger.zone())).getFirst();
        assertThat(day.costs()).isEqualTo(told ? List.of(new Price.Cost(line.costMicros(), "CNY")) : List.of());
        assertThat(day.unpriced()).isEqualTo(told ? 0 : 1);
        Usages.Report mine = world.db.inTransaction(tx -> usages.report(
                tx, new Usages.Of(null, world.hong, null), Usages.By.AGENT, 7));
        assertThat(mine.rows()).singleElement().satisfies(row -> assertThat(row.name()).isEqualTo("阿炉"));
        String model = line.provider() + " · " + line.model();
        assertThat(by(usages, new Usages.Of(world.room, world.hong, line.agent(), model))).isEqualTo(mine.rows());
        assertThat(by(usages, new Usages.Of(world.room, world.hong, line.agent(), "别家 · x"))).isEmpty();
        assertThat(by(usages, new Usages.Of(world.room, world.ming, line.agent(), model))).isEmpty();
        assertThat(world.db.inTransaction(tx -> usages.report(
                tx, new Usages.Of(null, world.ming, null), Usages.By.AGENT, 7)).rows()).isEmpty();
    }

    @Test
    @DisplayName("[QU1] a used-up quota is answered by the embedded engine, which says which one and until when")
    void quotaUsedUp() {
        world.db.useTransaction(tx -> tx.handle().execute("""
                insert into quota (scope, subject, measure, most, set_at) values ('person', 0, 'turns', 1, now())
                """));
        world.model.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.hong, "火锅什么时候")).answer().engine()).isEqualTo(Engine.MODEL);
        MessageView second = world.replyTo(world.ask(world.hong, "火锅在哪里"));
        assertThat(second.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(second.answer().note()).isEqualTo(Note.QUOTA_USED_UP);
        Why.View why = world.read(tx -> new Why().read(tx, world.access.require(tx, world.room, world.hong), second.seq()));
        assertThat(why.own().rule()).isEqualTo(TriggerRule.BUDGET);
        assertThat(second.answer().usedUp().measure()).isEqualTo(UsedUp.Measure.TURNS);
        assertThat(second.answer().usedUp().freeAt()).isAfter(world.clock.instant());
        assertThat(sent()).hasSize(1);
        world.model.next(Script.say("周六[1]"));
        assertThat(world.replyTo(world.ask(world.ming, "火锅什么时候")).answer().engine()).isEqualTo(Engine.MODEL);
    }

    private void withhold(AccountId account, boolean withheld) {
        allow(account, withheld ? "none" : "all");
    }

    private void allow(AccountId account, String consent) {
        world.db.useTransaction(tx -> tx.handle().execute(
                "update member set consent = ? where id = ?", consent, world.member(account).value()));
    }

    private boolean withheldIs(AccountId account) {
        return world.count("select count(*) from member where consent = 'none' and id = " + world.member(account)) == 1;
    }

    private List<Usages.Row> by(Usages usages, Usages.Of of) {
        return world.db.inTransaction(tx -> usages.report(tx, of, Usages.By.AGENT, 7)).rows();
    }

    private List<OutboundLedger.Line> sent() {
        return world.ledger.read(world.room, Long.MAX_VALUE, 10);
    }
}
