package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.agent.AgentDefinition;
import weilu.agent.AgentProfile;
import weilu.conversation.Choice;
import weilu.conversation.DeleteConversation;
import weilu.gateway.ScriptedModel;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.ModelId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.message.Draft;
import weilu.message.EditMessage;
import weilu.message.RecallMessage;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Engine;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.ServerFrame;
import weilu.room.Departures;

class ConversationTest {
    @TempDir
    private Path folder;
    private AgentWorld world;
    private RoomId direct;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        world.begin();
        direct = world.conversation(world.hong, false);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[CV3] a conversation is called by its first question, not by small talk, and once only")
    void findsATitle() {
        world.model.next(Script.say("你好！"), Script.say("两块。"), Script.say("芝麻酱。"));
        world.answerIn(direct, world.sayIn(direct, world.hong, "你好"));
        assertThat(title()).isEmpty();
        world.answerIn(direct, world.sayIn(direct, world.hong, "请问，牛油锅底放几块牛油合适？我们六个人"));
        assertThat(title()).isEqualTo("牛油锅底放几块牛油合适");
        world.answerIn(direct, world.sayIn(direct, world.hong, "蘸料用什么好？"));
        assertThat(title()).isEqualTo("牛油锅底放几块牛油合适");
    }

    @Test
    @DisplayName("[CV2] what is chosen is kept for this conversation and for no other")
    void choiceIsKept() {
        Choice choice = new Choice(new ModelId(7), true);
        assertThat(world.<Choice>read(tx -> world.conversations.read(tx, direct, world.hong))).isEqualTo(Choice.AUTOMATIC);
        world.<Choice>read(tx -> world.conversations.choose(tx, direct, world.hong, choice));
        assertThat(world.<Choice>read(tx -> world.conversations.read(tx, direct, world.hong))).isEqualTo(choice);
        RoomId mings = world.conversation(world.ming, false);
        assertThat(world.<Choice>read(tx -> world.conversations.read(tx, mings, world.ming))).isEqualTo(Choice.AUTOMATIC);
    }

    @Test
    @DisplayName("[CV7] a model reads the conversation as a dialogue: who said what stands as its turns, in order, question last")
    void readsTheDialogue() {
        world.sayIn(direct, world.hong, "牛油锅底放几块牛油？");
        AccountId luzi = world.read(world.host::account);
        UUID said = UUID.randomUUID();
        world.post(new Draft(direct, luzi, new ClientMessageId(said), "放两块。", null, List.of(), List.of(), 1,
                new Answer(new TurnId(said), Answer.Kind.CHAT, Engine.MODEL, "本机 · scripted", null, List.of())));
        world.answerIn(direct, world.sayIn(direct, world.hong, "六个人呢？"));
        String body = world.model.requests().stream().map(ScriptedModel.Request::body)
                .filter(request -> request.contains("六个人呢？")).findFirst().orElseThrow();
        assertThat(body).containsSubsequence("\"role\":\"system\"", "\"role\":\"user\"", "牛油锅底放几块牛油？",
                "\"role\":\"assistant\"", "放两块。", "\"role\":\"user\"", "六个人呢？");
        assertThat(body).doesNotContain("总结一下");
    }

    @Test
    @DisplayName("[CV7] a long conversation goes along as far as it fits, the newest kept; what is older only where it fits")
    void keepsTheNewest() {
        for (int i = 0; i < 5; i++) {
            world.model.next(Script.say("好" + i));
            world.answerIn(direct, world.sayIn(direct, world.hong, "第" + i + "段" + "很长".repeat(3_900)));
        }
        String body = world.model.requests().getLast().body();
        assertThat(body).containsSubsequence("<<<MESSAGES", "第0段", "END MESSAGES", "第2段", "第3段", "第4段");
        assertThat(body.split("第1段", -1).length + body.split("第0段", -1).length).isLessThanOrEqualTo(4);
    }

    @Test
    @DisplayName("[CV7] where models are off nothing of a conversation goes to one")
    void modelsOff() {
        world.db.useTransaction(tx -> tx.handle().execute("update room set models_off = true where id = " + direct));
        assertThat(world.answerIn(direct, world.sayIn(direct, world.hong, "牛油锅底放几块？")).answer().engine())
                .isEqualTo(Engine.EXTRACTIVE);
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[TU16] an edited question asked anew has one answer that counts, and the talk goes on with it")
    void asksAnew() {
        world.model.next(Script.say("放两块。"), Script.say("放三块。"), Script.say("小火。"));
        Seq asked = world.sayIn(direct, world.hong, "四个人放几块牛油？");
        MessageView first = world.answerIn(direct, asked);
        EditMessage edits = new EditMessage(world.log, world.access);
        world.db.useTransaction(tx -> edits.edit(tx, direct, world.hong, asked, "六个人放几块牛油？", List.of()));
        world.db.useTransaction(tx -> world.agents.askAgain().again(tx,
                world.access.requireLocked(tx, direct, world.hong), first.answer().turn(), AskAgain.Wish.SAME));
        MessageView second = world.answerIn(direct, first.seq());
        assertThat(second.body()).isEqualTo("放三块。");
        assertThat(second.answer().replaces()).isEqualTo(first.answer().turn());
        String again = world.model.requests().getLast().body();
        assertThat(again).contains("六个人放几块牛油？").doesNotContain("四个人").doesNotContain("放两块");
        world.answerIn(direct, world.sayIn(direct, world.hong, "用什么火？"));
        assertThat(world.model.requests().getLast().body()).contains("放三块。").doesNotContain("放两块。");
    }

    @Test
    @DisplayName("[TU16] editing while the answer is on its way ends it and asks anew, once; the new answer counts")
    void asksAnewWhileAnswering() {
        world.model.next(Script.say("四", "个", "人", "放", "两", "块").pausing(Duration.ofMillis(400)), Script.say("放三块。"));
        Seq asked = world.sayIn(direct, world.hong, "四个人放几块牛油？");
        AgentWorld.await(() -> !world.model.requests().isEmpty());
        TurnId first = world.frames(ServerFrame.TurnStarted.class).getLast().turn();
        editTo(asked, "六个人放几块牛油？");
        again(first);
        AgentWorld.await(() -> world.openTurns() == 0);
        List<MessageView> answers = world.answersIn(direct).stream().filter(view -> view.seq().isAfter(asked)).toList();
        assertThat(answers).filteredOn(view -> view.answer().turn().equals(first))
                .allSatisfy(view -> assertThat(view.answer().note()).isEqualTo(Answer.Note.STOPPED));
        assertThat(answers).filteredOn(view -> first.equals(view.answer().replaces()))
                .extracting(MessageView::body).containsExactly("放三块。");
        assertThat(world.model.requests().get(1).body()).contains("六个人").doesNotContain("四个人");
        world.answerIn(direct, world.sayIn(direct, world.hong, "用什么火？"));
        assertThat(world.model.requests().getLast().body()).contains("放三块。").doesNotContain("四个人").doesNotContain("个人放两");
    }

    @Test
    @DisplayName("[TU16] an edit after that, while the second answer is on its way, asks anew once more")
    void asksAnewTwice() {
        world.model.next(Script.say("两", "块").pausing(Duration.ofMillis(400)),
                Script.say("三", "块").pausing(Duration.ofMillis(400)), Script.say("放四块。"));
        Seq asked = world.sayIn(direct, world.hong, "四个人放几块牛油？");
        AgentWorld.await(() -> world.model.requests().size() == 1);
        TurnId first = world.frames(ServerFrame.TurnStarted.class).getLast().turn();
        world.pass(Duration.ofSeconds(1));
        editTo(asked, "六个人放几块牛油？");
        TurnId second = again(first);
        AgentWorld.await(() -> world.model.requests().size() == 2);
        assertThat(again(first)).isEqualTo(second);
        world.pass(Duration.ofSeconds(1));
        editTo(asked, "八个人放几块牛油？");
        assertThat(again(first)).isNotEqualTo(second);
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.answersIn(direct)).filteredOn(view -> view.body().equals("放四块。")).singleElement()
                .satisfies(view -> assertThat(view.answer().replaces()).isEqualTo(first));
    }

    private void editTo(Seq seq, String body) {
        EditMessage edits = new EditMessage(world.log, world.access);
        world.db.useTransaction(tx -> edits.edit(tx, direct, world.hong, seq, body, List.of()));
    }

    private TurnId again(TurnId first) {
        return world.<TurnId>read(tx -> world.agents.askAgain().again(
                tx, world.access.requireLocked(tx, direct, world.hong), first, AskAgain.Wish.SAME));
    }

    @Test
    @DisplayName("[CV8] a deleted conversation is gone: its words, title and files; another stays, and a fresh one begins")
    void deletes() {
        world.answerIn(direct, world.sayIn(direct, world.hong, "牛油锅底放几块牛油？"));
        AgentWorld.await(() -> world.openTurns() == 0);
        RoomId other = world.conversation(world.hong, true);
        world.answerIn(other, world.sayIn(other, world.hong, "芝麻酱怎么调？"));
        assertThatThrownBy(() -> delete().delete(direct, world.ming)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> delete().delete(world.room, world.hong)).isInstanceOf(Refusal.class);
        assertThat(logged(direct)).contains("牛油");

        delete().delete(direct, world.hong);
        assertThat(logged(direct)).doesNotContain("牛油");
        assertThat(title()).isEmpty();
        assertThatThrownBy(() -> world.read(tx -> world.access.require(tx, direct, world.hong))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> delete().delete(direct, world.hong)).isInstanceOf(Refusal.class);
        assertThat(world.ledger.read(direct, Long.MAX_VALUE, 5)).as("what left stays on record").isNotEmpty();
        assertThat(logged(other)).contains("芝麻酱");
        assertThat(world.conversation(world.hong, false)).isEqualTo(other);
        delete().delete(other, world.hong);
        assertThat(world.conversation(world.hong, false)).isNotIn(direct, other);
    }

    @Test
    @DisplayName("[CV8] an answer that is on its way when its conversation is deleted is not posted")
    void deletesWhileAnswering() {
        world.model.next(Script.say("放", "两", "块").pausing(Duration.ofMillis(300)));
        world.sayIn(direct, world.hong, "牛油锅底放几块牛油？");
        AgentWorld.await(() -> !world.model.requests().isEmpty());
        delete().delete(direct, world.hong);
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(logged(direct)).doesNotContain("块").doesNotContain("牛油");
    }

    @Test
    @DisplayName("[AG1] the greeting that admins wrote for the host is what it says in new rooms")
    void hostGreets() {
        assertThat(world.answersIn(direct).getFirst().body()).contains("阿炉");
        world.db.useTransaction(tx -> {
            AgentProfile host = world.profiles.find(tx, world.host.account(tx)).orElseThrow();
            AgentDefinition before = host.definition();
            world.profiles.change(tx, host, world.hong, new AgentDefinition(before.name(), before.picture(), before.about(),
                    before.persona(), "炉火正旺，坐。", before.model(), before.temperature(), before.thinking(), before.tools(),
                    before.keywords(), before.budget(), before.examples(), before.knowledge()), host.version(), "");
        });
        assertThat(world.answersIn(world.conversation(world.ming, false)).getFirst().body()).isEqualTo("炉火正旺，坐。");
    }

    private DeleteConversation delete() {
        return new DeleteConversation(world.db, world.directs, new RecallMessage(world.log, world.access, world.attachments),
                new Departures(world.log, world.access, world.live), world.clock);
    }

    private String logged(RoomId room) {
        return world.read(tx -> tx.handle().createQuery("select string_agg(event, ' ') from room_event where room_id = :room")
                .bind("room", room).mapTo(String.class).one());
    }

    private String title() {
        return world.<RoomView>read(tx -> world.rooms.findRoom(tx, direct).orElseThrow()).name();
    }
}
