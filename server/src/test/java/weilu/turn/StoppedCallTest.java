package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.Seq;
import weilu.protocol.Answer.Note;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame.TurnStarted;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Status;
import weilu.room.Membership;
import weilu.tool.server.Leave;
import weilu.tool.server.OddServer;
import weilu.tool.server.OddServer.Manner;
import weilu.tool.server.ToolServer.Kind;

/** A person's stop reaches a call that waits for a machine outside. */
class StoppedCallTest {
    private static final String SLOW = """
            openapi: 3.0.3
            info: {title: slow, version: '1'}
            paths:
              /slow:
                get: {operationId: slow}
                post: {operationId: act}
            """;
    private static AgentWorld world;
    private static ServedWorld served;
    private static OddServer odd;
    /** Requests that hang, and those that were cut off by who asked. */
    private static final AtomicInteger HANGING = new AtomicInteger();
    private static final AtomicInteger CUT = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        world = new AgentWorld(folder);
        served = new ServedWorld(world, folder);
        odd = new OddServer();
        odd.also("/slow", StoppedCallTest::hang);
        odd.offer(OddServer.tool("echo", "Says it again."));
        served.approved(Kind.MCP_HTTP, "free", odd.address(), null, Leave.FREE);
        served.approved(Kind.MCP_HTTP, "odd", odd.address(), null, Leave.ASK);
        served.approved(Kind.OPENAPI, "http", odd.origin(), SLOW, Leave.ASK);
        world.configureModel("scripted");
        world.begin();
    }

    @AfterAll
    static void stop() {
        served.close();
        world.close();
        odd.close();
    }

    @BeforeEach
    void later() {
        AgentWorld.await(() -> world.openTurns() == 0);
        world.model.forget();
        world.pass(Duration.ofMinutes(3));
        odd.behave(Manner.HANG);
        HANGING.set(0);
        CUT.set(0);
    }

    /** Sends a blank now and then, and so notices when nobody listens any more. */
    private static void hang(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        HANGING.incrementAndGet();
        try {
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(20);
            }
        } catch (IOException e) {
            CUT.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static MessageView approvedCard(String tool) {
        world.model.next(Script.call(tool, "{}"));
        MessageView card = world.replyTo(world.ask(world.hong, "做吧"));
        world.tools.approve(world.hong, world.tools.call(card));
        return card;
    }

    private static void stopAll() {
        Membership hong = world.db.inTransaction(tx -> world.access.require(tx, world.room, world.hong));
        world.db.inTransaction(tx -> world.agents.turns().stopAll(tx, hong));
    }

    private static long cancelled() {
        return odd.seen().stream().filter(one -> one.method().equals("notifications/cancelled")).count();
    }

    @Test
    @DisplayName("[TL12] a stopped turn ends the call it waits for at once; the server is told, and no words follow")
    void turnStopped() {
        long before = cancelled();
        long calls = odd.calls();
        world.model.next(Script.call("free__echo", "{\"text\":\"a\"}"), Script.say("不会说到这里"));
        Seq asked = world.ask(world.hong, "查一下");
        AgentWorld.await(() -> odd.calls() > calls);
        Membership hong = world.db.inTransaction(tx -> world.access.require(tx, world.room, world.hong));
        world.db.useTransaction(tx -> world.agents.turns().stop(tx, hong, world.frames(TurnStarted.class).getLast().turn()));
        MessageView reply = world.replyTo(asked);
        assertThat(reply.answer().note()).isEqualTo(Note.STOPPED);
        assertThat(reply.answer().calls()).singleElement().extracting(ToolCall::status).isEqualTo(Status.STOPPED);
        assertThat(reply.body()).doesNotContain("不会说到这里");
        AgentWorld.await(() -> cancelled() > before);
        nothingAfter(reply.seq());
    }

    @Test
    @DisplayName("[TL12] an approved call to an MCP server ends when all is stopped, shows it, and nothing is posted after")
    void stopAllReachesApproved() {
        long calls = odd.calls();
        MessageView card = approvedCard("odd__echo");
        AgentWorld.await(() -> odd.calls() > calls);
        stopAll();
        world.tools.await(card, Status.STOPPED);
        nothingAfter(card.seq());
    }

    @Test
    @DisplayName("[TL12] an approved HTTP call ends when it alone is stopped: the request is cut off")
    void callStopped() {
        for (String tool : List.of("http__slow", "http__act")) {
            int cut = CUT.get();
            int hanging = HANGING.get();
            MessageView card = approvedCard(tool);
            AgentWorld.await(() -> HANGING.get() > hanging);
            ToolCall call = world.tools.call(card);
            world.db.useTransaction(tx -> world.tools.decide().stop(tx, world.room, world.ming, call.id()));
            world.tools.await(card, Status.STOPPED);
            AgentWorld.await(() -> CUT.get() > cut);
            nothingAfter(card.seq());
        }
    }

    @Test
    @DisplayName("[TL12] what was stopped before it began never begins; what is over stays as it ended")
    void neverBegun() {
        world.model.next(Script.call("odd__echo", "{}"));
        MessageView card = world.replyTo(world.ask(world.hong, "做吧"));
        ToolCall call = world.tools.call(card);
        long calls = odd.calls();
        world.db.useTransaction(tx -> {
            world.tools.decide().approve(tx, world.room, world.hong, call.id(), call.hash());
            world.agents.approved().stop(tx, world.room, call.id());
        });
        world.tools.await(card, Status.STOPPED);
        assertThat(odd.calls()).isEqualTo(calls);

        odd.behave(Manner.PLAIN);
        MessageView done = approvedCard("odd__echo");
        world.tools.await(done, Status.SUCCEEDED);
        world.replyTo(done.seq());
        stopAll();
        assertThat(world.tools.call(done).status()).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    @DisplayName("[TL12] a guest stops what was asked for them, and nobody else's; an agent stops nothing")
    void whoStops() {
        AccountId guest = world.person("访客" + System.nanoTime());
        world.db.inTransaction(tx -> world.admission.admit(tx, world.room, guest, Role.GUEST));
        long calls = odd.calls();
        MessageView card = approvedCard("odd__echo");
        AgentWorld.await(() -> odd.calls() > calls);
        ToolCall call = world.tools.call(card);
        AccountId luzi = world.db.inTransaction(world.host::account);
        for (AccountId who : List.of(guest, luzi)) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() ->
                    world.db.useTransaction(tx -> world.tools.decide().stop(tx, world.room, who, call.id())));
        }
        assertThat(world.tools.call(card).status()).isEqualTo(Status.APPROVED);
        world.db.useTransaction(tx -> world.tools.decide().stop(tx, world.room, world.hong, call.id()));
        world.tools.await(card, Status.STOPPED);
    }

    private static void nothingAfter(Seq seq) {
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.db.inTransaction(tx -> world.messages.after(tx, world.room, seq, 50)).messages()).isEmpty();
    }
}
