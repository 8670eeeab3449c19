package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.Refusal;

class WhyTest {
    @TempDir
    private Path folder;
    private AgentWorld world;
    private Manners manners;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        manners = new Manners(world.clock);
        world.say(world.ming, "火锅定在周六七点");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU15] an answer tells the rule that made it, and talk that it was not addressed")
    void answerAndSilence() {
        world.begin();
        Seq talk = world.say(world.ming, "我先去买菜");
        Seq ask = world.ask(world.hong, "总结一下");
        Seq reply = world.replyTo(ask).seq();
        assertThat(why(talk).agents()).singleElement()
                .satisfies(line -> assertThat(line.rule()).isEqualTo(TriggerRule.NOT_ADDRESSED))
                .satisfies(line -> assertThat(line.manner()).isEqualTo(Manner.ASKED));
        assertThat(why(ask).agents()).singleElement()
                .satisfies(line -> assertThat(line.rule()).isEqualTo(TriggerRule.MENTIONED));
        AgentWorld.await(() -> why(reply).own().end() == TurnEnd.REPLIED);
        assertThat(why(reply).own().trigger()).isEqualTo(ask);
        assertThat(why(reply).chain().turns()).isEqualTo(1);
    }

    @Test
    @DisplayName("[TU15] silence for a reason of the hour is kept, and can be told when the hour is over")
    void keptSilence() {
        set(view(Manner.OFF, List.of()));
        world.begin();
        Seq ask = world.ask(world.hong, "总结一下");
        AgentWorld.await(() -> world.count("select count(*) from trigger_decision") == 1);
        set(view(Manner.ASKED, List.of()));
        assertThat(why(ask).agents()).singleElement()
                .satisfies(line -> assertThat(line.rule()).isEqualTo(TriggerRule.AGENT_OFF));
        world.replyTo(world.ask(world.hong, "总结一下"));
        assertThat(world.replies()).hasSize(1);
    }

    @Test
    @DisplayName("[TU15] a rate tells its numbers")
    void numbers() {
        set(new Manners.View(null, null, Manner.ASKED, List.of("集合"), null, null, null, 1, null));
        world.begin();
        Seq first = world.say(world.hong, "几点集合");
        world.replyTo(first);
        Seq second = world.say(world.hong, "在哪集合来着");
        AgentWorld.await(() -> world.count("select count(*) from trigger_decision") == 1);
        Why.Line line = why(second).agents().getFirst();
        assertThat(line.rule()).isEqualTo(TriggerRule.HOURLY_MAX);
        assertThat(line.numbers()).containsEntry("turns", 1L).containsEntry("max", 1L);
        assertThat(why(first).agents().getFirst().rule()).isEqualTo(TriggerRule.KEYWORD);
    }

    @Test
    @DisplayName("[TU14] who was answered may go on without a name for a while; others, and thanks, are not answered")
    void followUp() {
        world.begin();
        world.replyTo(world.ask(world.hong, "总结一下"));
        Seq thanks = world.say(world.hong, "谢谢，好的");
        Seq more = world.say(world.hong, "那周日呢？");
        world.replyTo(more);
        assertThat(why(more).agents().getFirst().rule()).isEqualTo(TriggerRule.FOLLOW_UP);
        assertThat(why(thanks).agents().getFirst().rule()).isEqualTo(TriggerRule.NOT_ADDRESSED);
        Seq other = world.say(world.ming, "那周一呢？");
        assertThat(why(other).agents().getFirst().rule()).isEqualTo(TriggerRule.NOT_ADDRESSED);
        world.replyTo(world.ask(world.hong, "总结一下"));
        world.pass(TriggerRule.Limits.FOLLOW_UP_MAX.plus(Duration.ofSeconds(1)));
        Seq late = world.say(world.hong, "那周二呢？");
        assertThat(why(late).agents().getFirst().rule()).isEqualTo(TriggerRule.NOT_ADDRESSED);
    }

    @Test
    @DisplayName("[TU14] only an admin sets the manner, of an agent of this room, within its limits")
    void mannerIsGuarded() {
        set(view(Manner.LIVELY, List.of(" 火锅 ", "HotPot", "火锅")));
        assertThat(list()).singleElement().satisfies(view -> {
            assertThat(view.manner()).isEqualTo(Manner.LIVELY);
            assertThat(view.keywords()).containsExactly("火锅", "hotpot");
        });
        assertThatThrownBy(() -> set(world.ming, world.luzi(), view(Manner.OFF, List.of()))).isInstanceOf(Refusal.class);
        MemberId hong = world.member(world.hong);
        assertThatThrownBy(() -> set(world.hong, hong, view(Manner.OFF, List.of()))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> set(new Manners.View(null, null, null, null, "25:00", "07:00", null, null, null)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> set(new Manners.View(null, null, null, null, "22:00", null, null, null, null)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> set(new Manners.View(null, null, null, null, null, null, "Mars/Base", null, null)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> set(new Manners.View(null, null, null, null, null, null, null, 61, null)))
                .isInstanceOf(Refusal.class);
        assertThat(list()).singleElement().satisfies(view -> assertThat(view.manner()).isEqualTo(Manner.LIVELY));
    }

    private static Manners.View view(Manner manner, List<String> keywords) {
        return new Manners.View(null, null, manner, keywords, null, null, null, null, null);
    }

    private List<Manners.View> list() {
        return world.db.inTransaction(tx -> manners.list(tx, world.access.require(tx, world.room, world.ming)));
    }

    private void set(Manners.View wish) {
        set(world.hong, world.luzi(), wish);
    }

    private void set(AccountId who, MemberId agent, Manners.View wish) {
        world.db.useTransaction(tx -> manners.set(tx, world.access.require(tx, world.room, who), agent, wish));
    }

    private Why.View why(Seq message) {
        return world.db.inTransaction(tx ->
                new Why().read(tx, world.access.require(tx, world.room, world.ming), message));
    }
}
