package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.conversation.Choice;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.ModelId;
import weilu.id.RoomId;
import weilu.protocol.Answer.Engine;
import weilu.protocol.RoomView;

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
        world.model.next(Script.say("放两块。"), Script.say("六个人放三块。"));
        world.answerIn(direct, world.sayIn(direct, world.hong, "牛油锅底放几块牛油？"));
        world.answerIn(direct, world.sayIn(direct, world.hong, "六个人呢？"));
        String body = world.model.requests().getLast().body();
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

    private String title() {
        return world.<RoomView>read(tx -> world.rooms.findRoom(tx, direct).orElseThrow()).name();
    }
}
