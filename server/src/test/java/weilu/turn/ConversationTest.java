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

    private String title() {
        return world.<RoomView>read(tx -> world.rooms.findRoom(tx, direct).orElseThrow()).name();
    }
}
