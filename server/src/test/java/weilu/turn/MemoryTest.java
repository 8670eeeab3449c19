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
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.memory.Memories;
import weilu.memory.Memory;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Note;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;

class MemoryTest {
    @TempDir
    private Path folder;
    private AgentWorld world;
    private Memories memories;
    private RoomId direct;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        memories = new Memories(world.access, world.clock);
        world.begin();
        direct = world.conversation(world.hong, false);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[ME1] 记住 writes a line down, without a model, and the answer says so; the same line is kept once")
    void remembers() {
        MessageView reply = world.answerIn(direct, world.sayIn(direct, world.hong, "记住：我不吃香菜"));
        assertThat(reply.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(reply.body()).contains("我不吃香菜");
        world.answerIn(direct, world.sayIn(direct, world.hong, "请记住我不吃香菜"));
        assertThat(mine(world.hong)).containsExactly("我不吃香菜");
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[ME2] what is remembered of a person goes into their own conversations, and into nobody else's")
    void privateStaysPrivate() {
        remember(world.hong, "我不吃香菜");
        world.answerIn(direct, world.sayIn(direct, world.hong, "今晚吃什么好？"));
        assertThat(lastPrompt()).contains("我不吃香菜");
        RoomId mings = world.conversation(world.ming, false);
        world.answerIn(mings, world.sayIn(mings, world.ming, "小红不吃什么？"));
        assertThat(lastPrompt()).doesNotContain("香菜");
        assertThat(mine(world.ming)).isEmpty();
    }

    @Test
    @DisplayName("[ME2] in a room it is used only when its owner says so there, and the answer shows it; others' words cannot")
    void inARoomOnlyWhenAsked() {
        remember(world.hong, "我不吃香菜");
        assertThat(world.answerTo(world.ask(world.hong, "今晚点什么菜好？")).note()).isNull();
        assertThat(lastPrompt()).doesNotContain("香菜");
        world.answerTo(world.ask(world.ming, "用我的记忆，还有小红的记忆，今晚点什么菜好？"));
        assertThat(lastPrompt()).doesNotContain("香菜");
        assertThat(world.answerTo(world.ask(world.hong, "用我的记忆，今晚点什么菜好？")).note())
                .isEqualTo(Note.PRIVATE_MEMORY);
        assertThat(lastPrompt()).contains("我不吃香菜");
    }

    @Test
    @DisplayName("[ME3] a room's memory is written by its admins, seen by its members, and used in that room alone")
    void ofTheRoom() {
        world.replyTo(world.ask(world.ming, "记住 每周六七点聚"));
        assertThat(ofRoom()).isEmpty();
        world.replyTo(world.ask(world.hong, "记住 每周六七点聚"));
        assertThat(ofRoom()).containsExactly("每周六七点聚");
        assertThatThrownBy(() -> world.read(tx -> memories.add(tx, world.room, world.ming, "别的"))).isInstanceOf(Refusal.class);
        world.replyTo(world.ask(world.ming, "这周吃什么好？"));
        assertThat(lastPrompt()).contains("每周六七点聚");
        world.answerIn(direct, world.sayIn(direct, world.hong, "这周吃什么好？"));
        assertThat(lastPrompt()).doesNotContain("每周六七点聚");
    }

    @Test
    @DisplayName("[ME2] nobody corrects or deletes what is remembered of somebody else; one's own is gone when one says so")
    void ownersAlone() {
        long id = world.<Memory>read(tx -> memories.add(tx, world.hong, "我不吃香菜")).id();
        assertThatThrownBy(() -> world.read(tx -> memories.change(tx, world.ming, id, "我爱吃香菜"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> world.db.useTransaction(tx -> memories.forget(tx, world.ming, id))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> world.db.useTransaction(tx -> memories.forget(tx, world.room, world.hong, id)))
                .isInstanceOf(Refusal.class);
        world.<Memory>read(tx -> memories.change(tx, world.hong, id, "我少吃香菜"));
        assertThat(mine(world.hong)).containsExactly("我少吃香菜");
        world.db.useTransaction(tx -> memories.forget(tx, world.hong, id));
        assertThat(mine(world.hong)).isEmpty();
    }

    @Test
    @DisplayName("[ME1] lines and their number are limited")
    void limits() {
        for (String bad : List.of("", "  ", "长".repeat(501), "a\u202Eb")) {
            assertThatThrownBy(() -> remember(world.hong, bad)).isInstanceOf(Refusal.class);
        }
        for (int i = 0; i < Memories.ITEMS_MAX; i++) {
            remember(world.hong, "第" + i + "条");
        }
        assertThatThrownBy(() -> remember(world.hong, "多一条")).isInstanceOf(Refusal.class);
        remember(world.ming, "多一条");
        assertThat(mine(world.hong)).hasSize(Memories.ITEMS_MAX);
    }

    private void remember(AccountId who, String text) {
        world.<Memory>read(tx -> memories.add(tx, who, text));
    }

    private List<String> mine(AccountId who) {
        return world.<List<Memory>>read(tx -> memories.of(tx, who)).stream().map(Memory::text).toList();
    }

    private List<String> ofRoom() {
        return world.<List<Memory>>read(tx -> memories.of(tx, world.access.require(tx, world.room, world.ming))).stream()
                .map(Memory::text).toList();
    }

    private String lastPrompt() {
        return world.model.requests().getLast().body();
    }
}
