package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.agent.HostAccount;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.message.Draft;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Kind;
import weilu.protocol.MessageView;
import weilu.protocol.ServerFrame.TurnEnded;
import weilu.protocol.ServerFrame.TurnStarted;

class ExtractiveAgentTest {
    @TempDir
    private Path folder;
    private AgentWorld world;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.begin();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[AG1] 阿炉 is in the new room and says in one line what it can do; its account is made once")
    void greets() {
        List<MessageView> first = world.db.inTransaction(
                tx -> world.messages.latest(tx, world.room, 10)).messages();
        assertThat(first).singleElement().satisfies(greeting -> {
            assertThat(greeting.author()).isEqualTo(world.luzi());
            assertThat(greeting.body()).contains("我是阿炉").doesNotContain("\n");
            assertThat(greeting.answer().kind()).isEqualTo(Kind.GREETING);
            assertThat(greeting.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        });
        AccountId again = world.db.inTransaction(HostAccount.open(world.db, "别名", world.clock)::account);
        assertThat(again).isEqualTo(world.db.inTransaction(world.host::account));
    }

    @Test
    @DisplayName("[TU6] a summary is quotes under a line of the product's own, in the language asked in")
    void summarises() {
        Seq dinner = world.say(world.ming, "火锅定在周六七点");
        Seq ask = world.ask(world.hong, "总结一下");
        MessageView reply = world.replyTo(ask);
        assertThat(reply.body()).isEqualTo("要点摘录 · 1 个话题");
        assertThat(reply.author()).isEqualTo(world.luzi());
        assertThat(reply.hops()).isEqualTo(1);
        assertThat(reply.answer().engine()).isEqualTo(Engine.EXTRACTIVE);
        assertThat(reply.answer().model()).isNull();
        assertThat(citations(reply.answer())).extracting(Citation::message).containsExactly(dinner);
        assertThat(citations(reply.answer()).getFirst().name()).isEqualTo("小明");
        assertThat(world.replyTo(world.ask(world.ming, "what did I miss?")).body()).startsWith("Key messages");
    }

    @Test
    @DisplayName("[TU7] a question gets cited messages; one without an answer gets \"not found in this room\"")
    void findsOrSaysNot() {
        Seq dinner = world.say(world.ming, "火锅定在周六七点");
        Answer found = world.answerTo(world.ask(world.hong, "火锅什么时候"));
        assertThat(found.kind()).isEqualTo(Kind.FOUND);
        assertThat(citations(found)).extracting(Citation::message).containsExactly(dinner);
        MessageView none = world.replyTo(world.ask(world.hong, "whose birthday is it"));
        assertThat(none.answer().kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(none.answer().topics()).isEmpty();
        assertThat(none.body()).isEqualTo("Not found in this room.");
    }

    @Test
    @DisplayName("[TU1] talk that does not address the agent gets no answer; naming it in plain text does")
    void keepsSilent() {
        world.say(world.ming, "火锅定在周六七点");
        Seq named = world.say(world.hong, "@阿炉 火锅什么时候");
        world.replyTo(named);
        assertThat(world.replies()).hasSize(1);
        assertThat(world.count("select count(*) from turn")).isEqualTo(1);
    }

    @Test
    @DisplayName("[TU1] quoting the agent asks it; quoting somebody with a mention is about that message")
    void quotes() {
        Seq dinner = world.say(world.ming, "火锅定在周六七点");
        Answer about = world.answerTo(world.say(world.hong, "@阿炉 解释", dinner, List.of(world.luzi())));
        assertThat(about.kind()).isEqualTo(Kind.SUMMARY);
        assertThat(citations(about)).extracting(Citation::message).contains(dinner);
        Seq answer = world.replies().getLast().seq();
        assertThat(world.answerTo(world.say(world.ming, "火锅几点", answer, List.of())).kind()).isEqualTo(Kind.FOUND);
        world.say(world.ming, "火锅要带什么", dinner, List.of());
        world.answerTo(world.ask(world.hong, "你好"));
        assertThat(world.replies()).hasSize(3);
    }

    @Test
    @DisplayName("[TU1] a summary starts where the asker had read to, when enough came since")
    void startsAtTheReadMark() {
        world.say(world.ming, "很早以前的话");
        Seq read = world.say(world.ming, "读到这里");
        world.db.useTransaction(tx -> world.rooms.moveRead(tx, world.access.require(tx, world.room, world.hong), read));
        for (int i = 1; i <= 6; i++) {
            world.say(world.ming, "新消息 " + i);
        }
        Answer answer = world.answerTo(world.ask(world.hong, "我错过了什么"));
        assertThat(citations(answer)).hasSize(6).allMatch(citation -> citation.quote().startsWith("新消息"));
        assertThat(citations(world.answerTo(world.ask(world.hong, "总结最近8条")))).hasSizeGreaterThan(4);
    }

    @Test
    @DisplayName("[TU1] \"today\" begins at midnight where the asker is")
    void knowsTheAskersDay() {
        world.say(world.ming, "昨天说的");
        world.pass(Duration.ofHours(6));
        Seq today = world.say(world.ming, "今天说的");
        Answer answer = world.answerTo(world.ask(world.hong, "今天聊了什么"));
        assertThat(citations(answer)).extracting(Citation::message).containsExactly(today);
    }

    @Test
    @DisplayName("[TU1] a muted agent is silent, and speaks again afterwards; what it missed stays unanswered")
    void mutedIsSilent() {
        mute("now() + interval '100 years'");
        world.ask(world.hong, "总结一下");
        AgentWorld.await(() -> world.count("select count(*) from turn") == 0);
        world.say(world.ming, "火锅定在周六七点");
        AgentWorld.sleep(300);
        mute("null");
        Seq later = world.ask(world.hong, "总结一下");
        world.replyTo(later);
        assertThat(world.replies()).hasSize(1);
    }

    @Test
    @DisplayName("[TU5] a question recalled, or whose asker was removed, before the answer gets none")
    void forgetsRecalled() {
        world.agents.close();
        world.agents = null;
        Seq ask = world.ask(world.ming, "总结一下");
        world.db.useTransaction(tx -> tx.handle().execute("""
                update member set state = 'kicked' where account_id = %d
                """.formatted(world.ming.value())));
        world.begin();
        AgentWorld.await(() -> world.count("select count(*) from turn where outcome = 'asker_gone'") == 1);
        assertThat(world.replies()).isEmpty();
        assertThat(ask).isNotNull();
    }

    @Test
    @DisplayName("[TU4] two agents that name each other stop after three hops")
    void loopsEnd() {
        AccountId other = world.agent("回声");
        MemberId echo = world.join(other);
        world.wakeups.listen((room, upTo) -> Thread.ofVirtual().start(() -> echoBack(other, upTo)));
        world.say(world.hong, "@阿炉 @回声 你们聊聊", null, List.of(world.luzi(), echo));
        AgentWorld.sleep(2_000);
        AgentWorld.await(() -> world.openTurns() == 0);
        List<MessageView> all = world.db.inTransaction(tx -> world.messages.latest(tx, world.room, 100)).messages();
        assertThat(all).hasSizeBetween(4, 30);
        assertThat(all).allMatch(view -> view.hops() <= TriggerRule.Limits.HOPS_MAX);
    }

    @Test
    @DisplayName("[TU10] a flood of mentions is answered up to a limit; posting goes on")
    void limitsFloods() {
        for (int i = 0; i < 40; i++) {
            world.ask(world.ming, "总结一下 " + i);
        }
        AgentWorld.await(() -> world.count("select count(*) from turn") > 0 && world.openTurns() == 0);
        AgentWorld.sleep(500);
        assertThat(world.replies().size()).isBetween(1, TriggerLoad.TURNS_PER_ASKER_MINUTE_MAX);
        assertThat(world.say(world.hong, "还能说话").value()).isPositive();
        world.pass(Duration.ofMinutes(2));
        world.replyTo(world.ask(world.hong, "总结一下"));
    }

    @Test
    @DisplayName("[TU6] each turn begins and ends on the socket, around its message")
    void showsTurns() {
        Seq ask = world.ask(world.hong, "总结一下");
        MessageView reply = world.replyTo(ask);
        AgentWorld.await(() -> !world.frames(TurnEnded.class).isEmpty());
        assertThat(world.frames(TurnStarted.class)).singleElement().satisfies(started -> {
            assertThat(started.trigger()).isEqualTo(ask);
            assertThat(started.agent()).isEqualTo(world.luzi());
            assertThat(started.stoppable()).isFalse();
            assertThat(started.turn().value()).isEqualTo(reply.clientMessageId().value());
        });
    }

    @Test
    @DisplayName("[TU1] the agent answers in a room with slow mode too")
    void answersInSlowMode() {
        world.db.useTransaction(tx -> tx.handle().execute("update room set slow_mode_seconds = 3600"));
        world.replyTo(world.ask(world.hong, "总结一下"));
        world.replyTo(world.ask(world.hong, "你能做什么"));
    }

    /** An obedient second agent that names 阿炉 whenever an agent has spoken. */
    private void echoBack(AccountId other, Seq upTo) {
        MessageView last = world.db.inTransaction(tx -> world.messages.find(tx, world.room, upTo)).orElse(null);
        if (last == null || last.answer() == null || !last.author().equals(world.luzi())) {
            return;
        }
        if (last.hops() >= TriggerRule.Limits.HOPS_MAX) {
            return;
        }
        Answer answer = new Answer(TurnId.of(last.author(), last.seq()), Kind.CHAT, Engine.MODEL, "x", null, List.of());
        world.post(new Draft(world.room, other, new ClientMessageId(UUID.randomUUID()), "@阿炉 总结一下", null,
                List.of(world.luzi()), List.of(), last.hops() + 1, answer));
    }

    private void mute(String until) {
        world.db.useTransaction(tx -> tx.handle().execute(
                "update member set muted_until = " + until + " where id = " + world.luzi()));
    }

    private static List<Citation> citations(Answer answer) {
        return answer.topics().stream().flatMap(topic -> topic.citations().stream()).toList();
    }
}
