package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.protocol.Answer;
import weilu.protocol.MessageView;
import weilu.room.Membership;

class GreetingsTest {
    @TempDir
    private Path folder;
    private AgentWorld world;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        world.begin();
        readEverything();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU18] those who come in at once are greeted together, by name, without a model; and it says why")
    void together() {
        greets(true);
        List<MemberId> newcomers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            newcomers.add(world.join(world.person("新人" + i)));
        }
        AgentWorld.await(() -> world.count("select count(*) from turn_also") == 11);
        MessageView greeting = greeting();
        assertThat(greeting.body()).startsWith("欢迎 @新人0、@新人1").contains("另外 2 位", "火锅派");
        assertThat(greeting.mentions()).containsExactlyElementsOf(newcomers.subList(0, Greetings.NAMED_MAX));
        assertThat(greeting.answer().kind()).isEqualTo(Answer.Kind.GREETING);
        assertThat(greeting.quote()).isNull();
        AgentWorld.await(() -> world.openTurns() == 0);
        Why.Line own = world.read(tx -> new Why().read(tx, hong(), greeting.seq())).own();
        assertThat(own.rule()).isEqualTo(TriggerRule.JOINED);
        assertThat(greetings()).hasSize(1);
        assertThat(world.model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[TU18] nobody is greeted unasked, nor again within a day")
    void notUnasked() {
        AccountId li = world.person("小李");
        world.join(li);
        readEverything();
        assertThat(world.count("select count(*) from turn where reason = 'joined'")).isZero();
        greets(true);
        leave(li);
        world.join(li);
        assertThat(greeting().body()).contains("@小李");
        AgentWorld.await(() -> world.openTurns() == 0);
        leave(li);
        world.join(li);
        readEverything();
        assertThat(greetings()).hasSize(1);
        world.pass(TriggerFacts.GREETED_FOR.plusMinutes(1));
        leave(li);
        world.join(li);
        AgentWorld.await(() -> world.openTurns() == 1);
        world.pass(Greetings.WAIT.plusSeconds(1));
        AgentWorld.await(() -> greetings().size() == 2);
    }

    @Test
    @DisplayName("[TU18] reading the log again greets nobody who came before it was switched on, nor anybody twice")
    void afterARestart() {
        world.join(world.person("早到的"));
        readEverything();
        greets(true);
        world.join(world.person("小李"));
        assertThat(greeting().body()).contains("@小李").doesNotContain("早到的");
        AgentWorld.await(() -> world.openTurns() == 0);
        world.agents.close();
        world.db.useTransaction(tx -> tx.handle().execute("update agent_cursor set seq = 0"));
        greets(true);
        world.begin();
        readEverything();
        world.join(world.person("小王"));
        AgentWorld.await(() -> world.openTurns() == 1);
        assertThat(world.count("select count(*) from turn where reason = 'joined'")).isEqualTo(2);
        assertThat(world.count("select count(*) from turn_also")).isZero();
    }

    @Test
    @DisplayName("[TU18] who has left before they could be greeted is not; a stop ends a greeting that waits")
    void leftAgain() {
        greets(true);
        AccountId li = world.person("小李");
        world.join(li);
        AgentWorld.await(() -> world.openTurns() == 1);
        leave(li);
        world.pass(Greetings.WAIT.plusSeconds(1));
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.count("select count(*) from turn where outcome = 'asker_gone'")).isEqualTo(1);

        world.join(world.person("小王"));
        AgentWorld.await(() -> world.openTurns() == 1);
        world.db.useTransaction(tx -> world.agents.turns().stopAll(tx, hong()));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.openTurns()).isZero();
        assertThat(greetings()).isEmpty();
    }

    private MessageView greeting() {
        AgentWorld.await(() -> world.openTurns() == 1);
        world.pass(Greetings.WAIT.plusSeconds(1));
        AgentWorld.await(() -> !greetings().isEmpty());
        return greetings().getLast();
    }

    /** What is asked last is looked at last. */
    private void readEverything() {
        world.replyTo(world.ask(world.hong, "帮助"));
        AgentWorld.await(() -> world.openTurns() == 0);
    }

    private List<MessageView> greetings() {
        return world.replies().stream().filter(view -> view.quote() == null).toList();
    }

    private Membership hong() {
        return world.db.inTransaction(tx -> world.access.require(tx, world.room, world.hong));
    }

    private void leave(AccountId who) {
        MemberId member = world.member(who);
        world.db.useTransaction(tx -> {
            tx.handle().execute("update member set state = 'left' where id = ?", member.value());
        });
    }

    private void greets(boolean on) {
        world.db.useTransaction(tx -> new Manners(world.clock).set(
                tx, world.access.require(tx, world.room, world.hong), world.luzi(),
                new Manners.View(null, null, null, null, null, null, null, null, on)));
    }
}
