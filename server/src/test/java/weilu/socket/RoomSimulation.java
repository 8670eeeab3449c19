package weilu.socket;


import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import weilu.PinnedClock;
import weilu.turn.SimulatedAgents;
import weilu.db.BreakingSource;
import weilu.db.BreakingSource.Loss;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.PostMessage;
import weilu.node.Nodes;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/**
 * One evening of {@link RoomSimulationTest}. What happens follows from the random numbers, but for the order in which the hub
 * serves connections that are due at once.
 */
final class RoomSimulation {
    private static final int PEOPLE = 4;
    private static final int ROUNDS_MAX = 400;
    private static final int SLOW_ONCE_IN = 5;
    private static final Duration STEP_TIME = Duration.ofSeconds(5);
    static final String ASK = "@阿炉 ";

    /** What may happen, counted to know that it does. */
    enum Fate {
        CRASHED, CRASHED_UNANSWERED, CONNECTION_LOST, WAKE_UP_LOST, WAKE_UP_DOUBLED, LOOP_SLOW, KILLED_IN_TURN, RESYNCED,
        ANSWERED, BY_MODEL, STOPPED, PROVIDER_FAILED, TRIED_AGAIN
    }

    private final Db db;
    private final BreakingSource breaking;
    private final Random random;
    private final int steps;
    private final RoomId room;
    private final PinnedClock clock;
    private final SimulatedAgents.Model model;
    private final Map<Fate, Integer> happened = new EnumMap<>(Fate.class);
    private final List<Runnable> reads = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Set<ClientMessageId> sent = new HashSet<>();
    private final MemberId agent;
    private PostMessage posts;
    private Openings openings;
    private RoomHub hub;
    private SocketFrames frames;
    private RoomLog log;
    private SimulatedAgents agents;

    RoomSimulation(
            Db db, BreakingSource breaking, Random random, int steps, RoomId room, PinnedClock clock, AccountId luzi,
            SimulatedAgents.Model model) {
        this.steps = steps;
        this.db = db;
        this.breaking = breaking;
        this.random = random;
        this.room = room;
        this.clock = clock;
        this.model = model;
        startServer();
        agent = db.inTransaction(tx -> furnish(tx, luzi));
    }

    private MemberId furnish(Tx tx, AccountId luzi) {
        RoomStore rooms = new RoomStore();
        RoomView view = new RoomView(room, RoomView.Kind.GROUP, "火锅派", "", null, RoomView.Visibility.UNLISTED,
                RoomView.WhoMayInvite.MEMBERS, 0, false, false);
        rooms.insertRoom(tx, view, null, Instant.EPOCH);
        for (int i = 0; i < PEOPLE; i++) {
            AccountId account = account(tx, "人" + i);
            join(tx, rooms, account, i == 0 ? Role.OWNER : Role.MEMBER);
            clients.add(new SimulatedClient(account, room));
        }
        return join(tx, rooms, luzi, Role.MEMBER);
    }

    private MemberId join(Tx tx, RoomStore rooms, AccountId account, Role role) {
        MemberId member = rooms.putMember(tx, room, account, role, Instant.EPOCH);
        log.append(tx, room, new RoomEvent.MemberJoined(rooms.member(tx, member)));
        return member;
    }

    /** Returns what happened how often. */
    Map<Fate, Integer> run() {
        int lossesBefore = breaking.losses();
        try {
            for (int step = 0; step < steps; step++) {
                clock.pass(STEP_TIME);
                act(clients.get(random.nextInt(PEOPLE)));
                awaitCommits();
                settle(random.nextInt(4));
            }
            comeTogether();
            new EveningCheck(db, log, room, agent, sent, clients, this::count).check();
            happened.merge(Fate.CONNECTION_LOST, breaking.losses() - lossesBefore, Integer::sum);
            return happened;
        } finally {
            posts.close();
            openings.close();
            hub.closeAll();
        }
    }

    private void act(SimulatedClient client) {
        switch (random.nextInt(18)) {
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
            case 10 -> chatter(random.nextInt(16));
            case 11, 12, 13, 14 -> agentsAct();
            case 15 -> loseConnection();
            case 16 -> {
                if (random.nextInt(4) == 0) {
                    crashUnanswered(client);
                }
            }
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
        String ask = random.nextInt(3) == 0 ? ASK : "";
        // Only an ask is a question: one that follows an answer would be gone on with, unasked.
        String words = ask.isEmpty() ? " 句说到这里 🔥" : " 句说了什么 🔥";
        client.outbox.put(id, ask + "第 " + sent.size() + words);
        if (client.isConnected()) {
            client.sendOutbox();
        }
    }

    /** The next message's commit fails, or succeeds and nobody hears of it. */
    private void loseConnection() {
        breaking.loseNext(random.nextBoolean() ? Loss.BEFORE_COMMIT : Loss.AFTER_COMMIT);
    }

    /** The server goes down between somebody's message and its answer. */
    private void crashUnanswered(SimulatedClient client) {
        count(Fate.CRASHED_UNANSWERED);
        if (random.nextBoolean()) {
            loseConnection();
        }
        write(client);
        crash();
    }

    /** Others' doings that fill the log without a socket. */
    private void chatter(int events) {
        db.useTransaction(tx -> {
            for (int i = 0; i < events; i++) {
                log.append(tx, room, new RoomEvent.ReactionChanged(new Seq(1), new MemberId(1), "👍", i % 2 == 0));
            }
        });
    }

    private void agentsAct() {
        try {
            agents.act();
        } catch (SimulatedAgents.Killed killed) {
            count(Fate.KILLED_IN_TURN);
            crash();
        }
    }

    /** The server loses all it has in memory; commands on their way may or may not have been committed. */
    private void crash() {
        count(Fate.CRASHED);
        clients.forEach(SimulatedClient::lose);
        reads.clear();
        posts.close();
        openings.close();
        hub.closeAll();
        startServer();
    }

    private void startServer() {
        Executor later = reads::add;
        Nodes nodes = Nodes.alone();
        RoomWakeups wakeups = new RoomWakeups(nodes);
        log = new RoomLog(clock, wakeups);
        hub = new RoomHub(db, log, later, new PresenceBoard(db, nodes), new CatchUp.Limits(3, 24, 12), new Sometime());
        posts = new PostMessage(breaking.db(), log, new RoomWakeups(nodes), null);
        openings = new Openings(breaking.db(), log, clock);
        frames = new SocketFrames(db, new RoomAccess(), new RoomStore(), posts, openings.frames, hub, hub, clock, later,
                signIn -> true);
        agents = new SimulatedAgents(db, room, random, model, posts, hub, clock);
    }

    /** Lets some of what waits happen: commits, reads in any order, event loops. */
    private void settle(int rounds) {
        for (int i = 0; i < rounds; i++) {
            awaitCommits();
            wake();
            for (int due = reads.size(); due > 0; due--) {
                reads.remove(random.nextInt(reads.size())).run();
            }
            for (SimulatedClient client : clients) {
                if (random.nextInt(SLOW_ONCE_IN) == 0) {
                    count(Fate.LOOP_SLOW);
                } else {
                    client.pump();
                }
            }
        }
    }

    /** A wake-up is a hint: it may be lost, and come twice. */
    private void wake() {
        switch (random.nextInt(6)) {
            case 0 -> count(Fate.WAKE_UP_LOST);
            case 1 -> {
                count(Fate.WAKE_UP_DOUBLED);
                hub.drainBehind();
                hub.drainAll();
            }
            default -> hub.drainBehind();
        }
    }

    private void awaitCommits() {
        while (clients.stream().anyMatch(SimulatedClient::isSending)) {
            LockSupport.parkNanos(50_000);
        }
    }

    private void comeTogether() {
        breaking.spare();
        for (SimulatedClient client : clients) {
            if (client.isConnected()) {
                client.setReading(true);
            } else {
                client.connect(frames, hub);
            }
        }
        settle(3);
        for (int round = 0; round < ROUNDS_MAX && clients.stream().anyMatch(one -> !one.outbox.isEmpty()); round++) {
            clients.forEach(SimulatedClient::sendOutbox);
            settle(2);
        }
        clock.pass(SimulatedAgents.hold().plusSeconds(1));
        for (int round = 0; round < ROUNDS_MAX && (round == 0 || openTurns() > 0); round++) {
            agents.finish();
        }
        Seq head = db.inTransaction(tx -> log.head(tx, room));
        for (int round = 0; round < ROUNDS_MAX && clients.stream().anyMatch(one -> head.isAfter(one.cursor)); round++) {
            settle(1);
        }
    }

    private int openTurns() {
        return db.inTransaction(tx -> tx.handle()
                .createQuery("select count(*) from turn where room_id = :room and ended_at is null")
                .bind("room", room).mapTo(int.class).one());
    }

    private void count(Fate fate) {
        happened.merge(fate, 1, Integer::sum);
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
