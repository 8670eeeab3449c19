package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.db.Db;
import weilu.gateway.ScriptedModel.Ending;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.ServerFrame;

class TurnRecoveryTest {
    @TempDir
    private Path folder;
    private AgentWorld world;

    @BeforeEach
    void begin() {
        world = new AgentWorld(folder);
        world.say(world.ming, "火锅定在周六七点");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("[TU2] what was asked while no agent ran is answered at the next start, once")
    void catchesUp() {
        Seq ask = world.ask(world.hong, "总结一下");
        world.begin();
        world.replyTo(ask);
        world.agents.wakeAll();
        restart();
        AgentWorld.sleep(500);
        assertThat(world.replies()).hasSize(1);
    }

    @Test
    @DisplayName("[TU2] reading the log again, by two readers at once, makes no second turn")
    void readsTwice() throws InterruptedException {
        Seq ask = world.ask(world.hong, "总结一下");
        List<Thread> readers = List.of(reader(), reader(), reader());
        for (Thread one : readers) {
            one.join();
        }
        assertThat(world.count("select count(*) from turn where trigger_seq = " + ask)).isEqualTo(1);
        reader().join();
        assertThat(world.count("select count(*) from turn")).isEqualTo(1);
        assertThat(world.count("select count(*) from agent_cursor where seq >= " + ask)).isEqualTo(1);
    }

    @Test
    @DisplayName("[TU3] killed between the turn's commit and its reply, the turn is taken up and answers once")
    void killedBeforeTheReply() throws InterruptedException {
        Seq ask = world.ask(world.hong, "总结一下");
        reader().join();
        claimAsTheDeadServerDid();
        world.begin();
        AgentWorld.sleep(300);
        assertThat(world.replies()).isEmpty();
        world.pass(Turns.HOLD.plusSeconds(1));
        world.replyTo(ask);
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.replies()).hasSize(1);
    }

    @Test
    @DisplayName("[TU3] killed after the reply's commit, the turn ends and nothing is posted twice")
    void killedAfterTheReply() {
        world.configureModel("scripted");
        world.model.next(Script.say("第一次[1]"), Script.say("第二次，不一样[1]"));
        world.begin();
        Seq ask = world.ask(world.hong, "总结一下");
        world.replyTo(ask);
        AgentWorld.await(() -> world.openTurns() == 0);
        world.db.useTransaction(tx -> tx.handle().execute(
                "update turn set ended_at = null, outcome = null, claimed_until = null"));
        restart();
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.replies()).hasSize(1);
        assertThat(world.model.requests()).hasSize(1);
    }

    @Test
    @DisplayName("[TU3] killed in the middle of its words, the turn is begun anew by another server, and says all of it, once")
    void killedInMidStream() {
        world.configureModel("scripted");
        world.model.next(Script.say("先说", "一半").ending(Ending.HANG), Script.say("从头说完[1]"), Script.say("不该有第三次"));
        AgroalDataSource connections = world.connections();
        HostAgents dying = world.elsewhere(new Db(connections));
        dying.open();
        Seq ask = world.ask(world.hong, "总结一下");
        dying.wake(world.room, ask);
        AgentWorld.await(() -> !world.frames(ServerFrame.TurnDelta.class).isEmpty());
        connections.close();
        world.begin();
        AgentWorld.await(() -> world.frames(ServerFrame.TurnEnded.class).size() == 1);
        assertThat(world.replies()).as("nothing of the half is posted").isEmpty();
        assertThat(world.openTurns()).isEqualTo(1);
        world.pass(Turns.HOLD.plusSeconds(1));
        assertThat(world.replyTo(ask).body()).isEqualTo("从头说完[1]");
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.count("select count(*) from turn where outcome = 'replied' and attempts = 2")).isEqualTo(1);
        dying.close();
        assertThat(world.replies()).hasSize(1);
        assertThat(world.model.requests()).hasSize(2);
    }

    @Test
    @DisplayName("[TU3] a turn that never comes to its end is given up after three tries")
    void givesUp() throws InterruptedException {
        world.ask(world.hong, "总结一下");
        reader().join();
        world.db.useTransaction(tx -> tx.handle().execute("update turn set attempts = " + Turns.ATTEMPTS_MAX));
        world.begin();
        AgentWorld.await(() -> world.count("select count(*) from turn where outcome = 'given_up'") == 1);
        assertThat(world.replies()).isEmpty();
    }

    @Test
    @DisplayName("[TU3] a clean stop lets go of its turns; the next start takes them up at once")
    void cleanStop() {
        world.configureModel("scripted");
        world.model.next(Script.hang(), Script.say("好了[1]"));
        world.begin();
        Seq ask = world.ask(world.hong, "总结一下");
        AgentWorld.await(() -> world.model.requests().size() == 1);
        world.agents.close();
        AgentWorld.sleep(AgentWorld.QUICK.firstToken().toMillis() + 500);
        assertThat(world.replies()).isEmpty();
        world.begin();
        assertThat(world.replyTo(ask).answer().turn()).isEqualTo(TurnId.of(world.luzi(), ask));
        assertThat(world.replies().getFirst().answer().note()).isNull();
        AgentWorld.sleep(2_000);
        assertThat(world.replies()).hasSize(1);
    }

    @Test
    @DisplayName("[TU1] a question that waited too long is not answered any more")
    void tooOld() {
        world.ask(world.hong, "总结一下");
        world.pass(TriggerRule.Limits.AGE_MAX.plus(Duration.ofMinutes(1)));
        world.begin();
        Seq fresh = world.ask(world.hong, "总结一下");
        world.replyTo(fresh);
        assertThat(world.replies()).hasSize(1);
    }

    private void restart() {
        world.agents.close();
        world.begin();
    }

    /** A reader that makes turns, and a server that dies before it runs them. */
    private Thread reader() {
        return Thread.ofVirtual().start(() -> {
            try (AgentTriggers triggers = new AgentTriggers(world.db, world.log.tail(), world.clock, world.maybes(),
                    new Greetings(world.access), (room, question) -> { }, turn -> { })) {
                triggers.drain(List.of(world.room));
            }
        });
    }

    private void claimAsTheDeadServerDid() {
        MemberId luzi = world.luzi();
        world.db.useTransaction(tx -> tx.handle().createUpdate("""
                        update turn set claimed_until = :until, attempts = 1 where member_id = :agent
                        """)
                .bind("until", world.clock.instant().plus(Turns.HOLD)).bind("agent", luzi).execute());
    }
}
