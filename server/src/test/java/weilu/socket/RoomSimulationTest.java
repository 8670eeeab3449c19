package weilu.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.PostMessage;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomView;
import weilu.room.LoggedEvent;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/**
 * A room under a random but repeatable fate: people talk, drop off, come back with their cursor, stop reading, send
 * twice, and the server crashes and starts again. At the end everybody has seen the same log, and every message that
 * was accepted stands in it once. Set -Dseed=N to repeat one run.
 */
final class RoomSimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 200);
    private static final int STEPS = 60;
    private static final int PEOPLE = 4;
    private static final int ROUNDS_MAX = 200;

    private static TestDatabase database;
    private static Db db;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        db = database.db();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    @DisplayName("[RM1][SK2][MS1] whatever drops or crashes, nothing accepted is lost, doubled or out of order")
    void everybodySeesTheSameLog() {
        Long only = Long.getLong("seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? SEEDS : only); seed++) {
            try {
                new Simulation(new Random(seed), new RoomId(100_000_000 + seed)).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": repeat it with -Dseed=" + seed, e);
            }
        }
    }

    private static final class Simulation {
        private final Random random;
        private final RoomId room;
        private final List<Runnable> reads = new ArrayList<>();
        private final List<SimulatedClient> clients = new ArrayList<>();
        private final Set<ClientMessageId> sent = new HashSet<>();
        private PostMessage posts;
        private RoomHub hub;
        private SocketFrames frames;
        private RoomLog log;

        Simulation(Random random, RoomId room) {
            this.random = random;
            this.room = room;
            startServer();
            RoomStore rooms = new RoomStore();
            RoomView view = new RoomView(room, RoomView.Kind.GROUP, "火锅派", "", null, RoomView.Visibility.UNLISTED,
                    RoomView.WhoMayInvite.MEMBERS, 0, false);
            db.useTransaction(tx -> {
                rooms.insertRoom(tx, view, null, Instant.EPOCH);
                for (int i = 0; i < PEOPLE; i++) {
                    AccountId account = account(tx, "人" + i);
                    MemberId member = rooms.putMember(tx, room, account, i == 0 ? Role.OWNER : Role.MEMBER, Instant.EPOCH);
                    log.append(tx, room, new RoomEvent.MemberJoined(rooms.member(tx, member)));
                    clients.add(new SimulatedClient(account, room));
                }
            });
        }

        void run() {
            try {
                for (int step = 0; step < STEPS; step++) {
                    act(clients.get(random.nextInt(PEOPLE)));
                    awaitCommits();
                    settle(random.nextInt(4));
                }
                comeTogether();
                check();
            } finally {
                posts.close();
                hub.closeAll();
            }
        }

        private void act(SimulatedClient client) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> write(client);
                case 4 -> {
                    if (client.isConnected()) {
                        client.sendOutbox();
                    }
                }
                case 5, 6, 7 -> {
                    if (!client.isConnected()) {
                        client.connect(frames, hub);
                        settle(3);
                        client.sendOutbox();
                    }
                }
                case 8 -> {
                    if (client.isConnected()) {
                        client.drop();
                    }
                }
                case 9 -> {
                    if (client.isConnected()) {
                        client.setReading(random.nextBoolean());
                    }
                }
                case 10 -> chatter(random.nextInt(40));
                default -> {
                    if (random.nextInt(3) == 0) {
                        crash();
                    }
                }
            }
        }

        private void write(SimulatedClient client) {
            ClientMessageId id = new ClientMessageId(new UUID(random.nextLong(), random.nextLong()));
            sent.add(id);
            client.outbox.put(id, "第 " + sent.size() + " 句 🔥");
            if (client.isConnected()) {
                client.sendOutbox();
            }
        }

        /** Others' doings that fill the log without a socket. */
        private void chatter(int events) {
            db.useTransaction(tx -> {
                for (int i = 0; i < events; i++) {
                    log.append(tx, room, new RoomEvent.ReactionChanged(new Seq(1), new MemberId(1), "👍", i % 2 == 0));
                }
            });
        }

        /** The server loses all it has in memory; commands on their way may or may not have been committed. */
        private void crash() {
            clients.forEach(SimulatedClient::lose);
            reads.clear();
            posts.close();
            hub.closeAll();
            startServer();
        }

        private void startServer() {
            Executor later = reads::add;
            RoomWakeups wakeups = new RoomWakeups();
            log = new RoomLog(Clock.systemUTC(), wakeups);
            hub = new RoomHub(db, log, later, new CatchUp.Limits(3, 50), new Sometime());
            posts = new PostMessage(db, log, new RoomWakeups(), null);
            frames = new SocketFrames(
                    db, new RoomAccess(), new RoomStore(), posts, hub, Clock.systemUTC(), later, signIn -> true);
        }

        /** Lets some of what waits happen: commits, reads in any order, event loops. */
        private void settle(int rounds) {
            for (int i = 0; i < rounds; i++) {
                awaitCommits();
                hub.drain(room);
                for (int due = reads.size(); due > 0; due--) {
                    reads.remove(random.nextInt(reads.size())).run();
                }
                clients.forEach(SimulatedClient::pump);
            }
        }

        private void awaitCommits() {
            while (clients.stream().anyMatch(SimulatedClient::isSending)) {
                Thread.onSpinWait();
            }
        }

        private void comeTogether() {
            for (SimulatedClient client : clients) {
                if (client.isConnected()) {
                    client.setReading(true);
                } else {
                    client.connect(frames, hub);
                }
            }
            settle(3);
            clients.forEach(SimulatedClient::sendOutbox);
            awaitCommits();
            Seq head = db.inTransaction(tx -> log.head(tx, room));
            for (int round = 0; round < ROUNDS_MAX && !allHave(head); round++) {
                settle(1);
            }
        }

        private boolean allHave(Seq head) {
            return clients.stream().allMatch(one -> one.outbox.isEmpty() && !head.isAfter(one.cursor));
        }

        private void check() {
            List<LoggedEvent> logged = db.inTransaction(tx -> log.read(tx, room, Seq.START, 100_000));
            Set<ClientMessageId> inLog = new HashSet<>();
            for (int i = 0; i < logged.size(); i++) {
                assertThat(logged.get(i).seq().value()).as("[RM1] no gaps").isEqualTo(i + 1);
                if (logged.get(i).event() instanceof MessagePosted posted) {
                    assertThat(inLog.add(posted.clientMessageId())).as("[MS1] once").isTrue();
                }
            }
            assertThat(inLog).as("all that was written arrived").isEqualTo(sent);
            for (SimulatedClient client : clients) {
                assertThat(client.outbox).isEmpty();
                assertThat(client.cursor).isEqualTo(logged.getLast().seq());
                client.seen.forEach((seq, event) ->
                        assertThat(event.event()).isEqualTo(logged.get((int) seq.value() - 1).event()));
                client.accepted.forEach((id, seq) -> assertThat(
                        ((MessagePosted) logged.get((int) seq.value() - 1).event()).clientMessageId()).isEqualTo(id));
                assertThat(client.resyncNeeded || client.seen.size() == logged.size()).as("[SK2] complete").isTrue();
            }
        }

        /** Whatever is due later runs among the reads. */
        private final class Sometime implements Timer {
            @Override
            public void after(long millis, Runnable work) {
                reads.add(work);
            }

            @Override
            public void close() {
                reads.clear();
            }
        }

        private static AccountId account(Tx tx, String name) {
            return tx.handle().createQuery("""
                            insert into account (kind, display_name, created_at) values ('person', :name, now())
                            returning id
                            """)
                    .bind("name", name).mapTo(AccountId.class).one();
        }
    }
}
