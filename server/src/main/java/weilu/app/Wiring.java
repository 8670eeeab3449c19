package weilu.app;

import io.agroal.api.AgroalDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import weilu.account.AccountStore;
import weilu.account.SecretHash;
import weilu.account.SignInStore;
import weilu.account.SignIns;
import weilu.account.SignedIn;
import weilu.agent.GreetInConversations;
import weilu.agent.HostAccount;
import weilu.turn.HostAgents;
import weilu.turn.RoomKnowledge;
import weilu.agent.WelcomeHostAgent;
import weilu.backup.DataFolder;
import weilu.conversation.Conversations;
import weilu.conversation.Whispers;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.Db;
import weilu.db.EmbeddedPostgres;
import weilu.db.GroupRead;
import weilu.db.Migrations;
import weilu.db.Pool;
import weilu.gateway.KeyVault;
import weilu.id.AccountId;
import weilu.importing.ImportMessages;
import weilu.importing.ImportRuns;
import weilu.importing.StartImport;
import weilu.importing.UploadFolder;
import weilu.knowledge.Embedder;
import weilu.knowledge.Indexing;
import weilu.knowledge.RoomAnswers;
import weilu.knowledge.RoomDigest;
import weilu.media.BlobRowStore;
import weilu.media.BlobStore;
import weilu.media.Pictures;
import weilu.message.Attachments;
import weilu.message.PostMessage;
import weilu.message.ReadMessages;
import weilu.node.Chores;
import weilu.node.Nodes;
import weilu.room.Admission;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomProfiles;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;
import weilu.socket.EveryNode;
import weilu.socket.PresenceBoard;
import weilu.socket.RedPacketFrames;
import weilu.socket.RoomHub;
import weilu.socket.SocketFrames;

/** The whole product, built bottom-up by hand. If no order works, the design is wrong. */
public final class Wiring implements AutoCloseable {
    /** Uploads leave this much of the disk to the database. */
    private static final int SIGN_INS_AT_ONCE = 256;
    private static final long FREE_BYTES_MIN = 256L * 1024 * 1024;

    private static final Duration SEND_AWAY_MAX = Duration.ofSeconds(1);
    private static final Duration SEND_AWAY_LOOK = Duration.ofMillis(10);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    final Settings settings;
    final Clock clock;
    final SecureRandom random;
    final Executor background;
    final List<Finding> findings;
    final Optional<EmbeddedPostgres> ownDatabase;
    final AgroalDataSource dataSource;
    final Db db;
    final RoomWakeups wakeups;
    final RoomLog log;
    final RoomAccess access;
    final RoomStore rooms;
    final Nodes nodes;
    final Chores chores = new Chores();
    final RoomHub hub;
    final EveryNode everyNode;
    final SignIns signIns;
    final AccountParts people;
    final CoinParts coins;
    final BlobStore blobs;
    final BlobRowStore blobRows;
    final RoomParts roomParts;
    final Pictures pictures;
    final Attachments attachments;
    final PostMessage posts;
    final RedPacketParts redPackets;
    final ReadMessages messages;
    final ImportMessages importing;
    final ImportRuns importRuns;
    final StartImport startImport;
    final SocketFrames frames;
    /** Whose the cookies of sockets are that come in. */
    final GroupRead<String, SignedIn> handshakes;
    final Queues queues = new Queues();
    final GatewayParts gateway;
    final AgentParts agentParts;
    final HostAccount host;
    final Conversations conversations;
    final ToolParts tools;
    final Whispers whispers;
    final HostAgents agents;

    public Wiring(Settings settings, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        try {
            ExecutorService threads = closing(Executors.newVirtualThreadPerTaskExecutor(), ExecutorService::shutdownNow);
            background = threads;
            new DataFolder(settings.dataFolder()).requireWhole();
            ownDatabase = settings.database().isPresent() ? Optional.empty()
                    : Optional.of(closing(EmbeddedPostgres.start(settings.dataFolder()), EmbeddedPostgres::close));
            DatabaseAddress address = settings.database().orElseGet(() -> ownDatabase.orElseThrow().address());
            findings = settings.namingTheSetting(() -> checked(address));
            DatabaseAddress daily = ownDatabase.map(EmbeddedPostgres::serverAddress).orElse(address);
            dataSource = closing(Pool.open(daily, settings.databaseConnections()), AgroalDataSource::close);
            new Migrations(dataSource, address).run();
            db = new Db(dataSource, () -> ownDatabase.flatMap(EmbeddedPostgres::writesRefused));

            KeyVault keys = KeyVault.open(settings.dataFolder().resolve("server.key"), random);
            nodes = closing(new NodeParts(settings, dataSource, keys, random).nodes(db), Nodes::close);
            wakeups = new RoomWakeups(nodes);
            log = new RoomLog(clock, wakeups);
            access = new RoomAccess();
            rooms = new RoomStore();

            PresenceBoard presence = closing(new PresenceBoard(db, nodes), PresenceBoard::close);
            hub = closing(new RoomHub(db, log, background, presence), RoomHub::closeAll);
            presence.open(hub);
            everyNode = new EveryNode(hub, nodes);
            signIns = new SignIns(new SignInStore(), everyNode, random, clock);

            messages = new ReadMessages();
            blobs = new BlobStore(settings.dataFolder().resolve("files"), FREE_BYTES_MIN);
            blobRows = new BlobRowStore();
            coins = new CoinParts(db, new Db(Pool.patient(daily)), everyNode, clock);
            people = new AccountParts(
                    settings, db, signIns, new RoomProfiles(log), coins.gifts, blobRows, clock, random);
            Embedder embedder = closing(new Embedder(), Embedder::close);
            agentParts = new AgentParts(db, people.names, embedder, log, clock, random);
            host = HostAccount.open(db, settings.hostAgentName(), clock);
            Admission admission = Admission.of(log, everyNode);
            roomParts = new RoomParts(log, access, rooms, everyNode, admission, people.names, blobRows, keys, host,
                    settings.doors(), List.of(new WelcomeHostAgent(host, admission, log),
                            new GreetInConversations(agentParts.agents, access, log)), clock, random);
            pictures = new Pictures(blobs);
            attachments = new Attachments(db, access, blobs, blobRows, pictures, settings.uploads(), clock, random);
            posts = closing(new PostMessage(db, log, wakeups, attachments), PostMessage::close);
            redPackets = closing(new RedPacketParts(db, log, access, coins, posts, messages, random),
                    RedPacketParts::close);

            Indexing indexing = closing(new Indexing(db, log, embedder, settings.embedEagerly()), Indexing::close);
            wakeups.listen(indexing);
            indexing.start();
            RoomKnowledge knowledge =
                    new KnowledgeOfRooms(new RoomDigest(db, embedder), new RoomAnswers(db, embedder, indexing), embedder);

            gateway = closing(new GatewayParts(settings, db, keys, embedder, clock), GatewayParts::close);
            conversations = new Conversations(roomParts.keepDirect);
            tools = closing(new ToolParts(db, log, access, messages, posts, new RoomDigest(db, embedder)::summarise,
                    gateway.http, agentParts.agents, List.of(gateway.servedTools), clock), ToolParts::close);
            whispers = new Whispers(db, access, log, roomParts.openDirect, posts, messages);
            agents = closing(new HostAgents(db, access, rooms, messages, posts, everyNode, knowledge, agentParts.agents,
                    gateway.models, conversations, tools.toolbox, attachments, nodes, log.tail(), clock),
                    HostAgents::close);

            importing = new ImportMessages(db, access, log, clock);
            importRuns = closing(new ImportRuns(importing, everyNode, clock), ImportRuns::close);
            startImport = new StartImport(db, new AccountStore(), importing, importRuns,
                    new UploadFolder(settings.dataFolder().resolve("imports")));

            wakeups.listen(hub::drain);
            wakeups.listen(agents::wake);
            handshakes = new GroupRead<>(db, SIGN_INS_AT_ONCE, signIns::authenticate);
            GroupRead<SecretHash, AccountId> holding = new GroupRead<>(db, SIGN_INS_AT_ONCE, signIns::holding);
            frames = new SocketFrames(db, access, rooms, posts, new RedPacketFrames(redPackets.claims), hub, everyNode, clock,
                    background, signIn -> holding.get(signIn).isPresent());
            nodes.onInterruption(this::readAgain);
            nodes.onComingAndGoing(agents::wakeAll);
            nodes.onBeat(hub::drainBehind);
            nodes.open();
            agents.open();
            tools.reminders.open();
            redPackets.ends.open();
            countQueues(indexing);
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /**
     * Writes and answers what was taken, and tells every client to come back; what stays open only reads from then on. To be
     * called while the sockets still stand; {@link #close} ends the rest.
     */
    void sendAway() {
        agents.close();
        tools.close();
        redPackets.close();
        posts.close();
        hub.closeAll();
        long end = System.nanoTime() + SEND_AWAY_MAX.toNanos();
        while (hub.connectionCount() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(SEND_AWAY_LOOK.toNanos());
        }
    }

    private void countQueues(Indexing indexing) {
        Stream.of(List.of(posts.queue(), redPackets.claims.queue(), frames.queue(), people.passwords.queue(),
                        pictures.queue(), importRuns.queue(),
                        gateway.http.queue()), hub.queues(), agents.queues(), indexing.queues())
                .flatMap(List::stream).forEach(queues::add);
    }

    /** Stops in the opposite order of the start. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.getLogger(Wiring.class.getName()).log(System.Logger.Level.WARNING, "stopping: {0}", e.toString());
            }
        }
    }

    /** What other nodes said meanwhile was not heard. */
    private void readAgain() {
        hub.drainAll();
        agents.lookAgain();
        frames.recheck();
    }

    /** Before anything is written, and before a wrong address fails deep inside the pool. */
    private List<Finding> checked(DatabaseAddress address) {
        try (Connection connection = address.connect()) {
            return new SelfCheck(clock, settings.unsafeDatabaseAllowed()).require(connection);
        } catch (SQLException failure) {
            throw new DatabaseUnavailable("The database closed the connection: " + failure.getMessage(), failure);
        }
    }

    private interface Close<T> {
        void close(T part) throws Exception;
    }

    private <T> T closing(T part, Close<T> close) {
        opened.push(() -> close.close(part));
        return part;
    }
}
