package weilu.turn;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import weilu.PinnedClock;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.agent.AgentDefinition;
import weilu.agent.AgentForm;
import weilu.agent.AgentKnowledge;
import weilu.agent.Agents;
import weilu.agent.HostAccount;
import weilu.agent.WelcomeHostAgent;
import weilu.conversation.Conversations;
import weilu.db.Db;
import weilu.db.Pool;
import weilu.db.TestDatabase;
import weilu.db.Tx;
import weilu.gateway.KeyVault;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelLimits;
import weilu.gateway.ModelRoutes;
import weilu.gateway.OutboundLedger;
import weilu.gateway.ProviderDraft;
import weilu.gateway.Providers;
import weilu.gateway.Quotas;
import weilu.gateway.ScriptedModel;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.knowledge.Embedder;
import weilu.media.BlobRowStore;
import weilu.media.BlobStore;
import weilu.media.Pictures;
import weilu.knowledge.Embedder;
import weilu.message.AttachmentLimits;
import weilu.message.Attachments;
import weilu.message.Draft;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.message.ReadMessages;
import weilu.node.Nodes;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.protocol.About;
import weilu.protocol.Answer;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MessageView;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.ServerFrame;
import weilu.room.Admission;
import weilu.room.CreateRoom;
import weilu.room.KeepDirect;
import weilu.room.OpenDirect;
import weilu.room.RecordedFrames;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomProfiles;
import weilu.room.RoomStore;
import weilu.room.RoomText;
import weilu.room.RoomWakeups;

/** 小红, 小明 and 阿炉 in 火锅派, over a real database and a scripted model; the test moves the clock. */
final class AgentWorld implements AutoCloseable {
    static final ModelLimits QUICK =
            new ModelLimits(Duration.ofMillis(1500), Duration.ofMillis(1000), Duration.ofSeconds(10), 2_000);

    private final TestDatabase database = TestDatabase.fresh();
    final PinnedClock clock = PinnedClock.still();
    final Db db = database.db();
    final RecordedFrames live = new RecordedFrames();
    final RoomWakeups wakeups = new RoomWakeups();
    final RoomLog log = new RoomLog(clock, wakeups);
    final RoomAccess access = new RoomAccess();
    final RoomStore rooms = new RoomStore();
    final ReadMessages messages = new ReadMessages();
    final Attachments attachments;
    final PostMessage posts;
    final Admission admission = Admission.of(log, live);
    final HostAccount host = HostAccount.open(db, HostAccount.STANDARD_NAME, clock);
    final WelcomeHostAgent welcome = new WelcomeHostAgent(host, admission, log);
    final ScriptedModel model;
    /** Stands for one far away: no admin has called it local. */
    final ScriptedModel distant;
    final OutboundHttp http;
    final Providers providers;
    final Quotas quotas = new Quotas(clock, ZoneId.of("Asia/Shanghai"), ModelLimits.STANDARD);
    final OutboundLedger ledger = new OutboundLedger(db, clock, quotas);
    private final Embedder embedder = new Embedder();
    final ModelRoutes routes;
    final ModelGateway gateway;
    AccountId hong = person("小红");
    AccountId ming = person("小明");
    final KeepDirect directs = new KeepDirect(log, access, rooms);
    final Conversations conversations = new Conversations(directs);
    final OpenDirect openDirect;
    private final CreateRoom create;
    RoomId room;
    final AgentKnowledge knowledge = new AgentKnowledge(db, new Embedder(), clock);
    final Agents profiles = new Agents(
            new AgentForm(new DisplayNames(new LookAlikes("阿炉"))), knowledge, new RoomProfiles(log), clock);
    final WorldTools tools;
    HostAgents agents;

    AgentWorld(Path folder) {
        BlobStore blobs = new BlobStore(folder.resolve("files"), 0);
        attachments = new Attachments(db, access, blobs, new BlobRowStore(), new Pictures(blobs), AttachmentLimits.USUAL,
                clock, new Random(7));
        posts = new PostMessage(db, log, wakeups, attachments);
        try {
            model = ScriptedModel.start();
            distant = ScriptedModel.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        // The server's owner lets models be reached at these addresses, which an admin has not called local.
        http = new OutboundHttp(
                OutboundRules.forModels(List.of(), List.of(model.baseUrl(), distant.baseUrl())), NameLookup.system());
        KeyVault vault = KeyVault.open(folder.resolve("server.key"), new SecureRandom());
        providers = new Providers(db, vault, http, clock);
        routes = new ModelRoutes(db, embedder::embed);
        gateway = new ModelGateway(providers, ledger, http, QUICK, routes);
        RoomText text = new RoomText(new DisplayNames(new LookAlikes("阿炉")), new BlobRowStore());
        create = new CreateRoom(
                log, rooms, text, admission, List.of(welcome), RandomGenerator.of("Xoshiro256PlusPlus"));
        openDirect = new OpenDirect(
                log, rooms, admission, host, List.of(welcome), RandomGenerator.of("Xoshiro256PlusPlus"));
        room = newRoom();
        tools = new WorldTools(this);
        join(ming);
        wakeups.listen((where, upTo) -> {
            if (agents != null) {
                agents.wake(where, upTo);
            }
        });
    }

    /** One more 火锅派 of 小红. */
    RoomId newRoom() {
        return db.inTransaction(tx -> create.create(tx, hong, new CreateRoom.Wish("火锅派", null, null, Visibility.PRIVATE)));
    }

    /** Another 小红 and another 小明 in another 火锅派, once all turns are over: nothing of what was before is theirs. */
    void startOver() {
        await(() -> openTurns() == 0);
        model.forget();
        hong = person("小红");
        ming = person("小明");
        room = newRoom();
        join(ming);
    }

    /** The agents begin to work; a world can also be left without them, as after a crash. */
    HostAgents begin() {
        agents = new HostAgents(db, access, rooms, messages, posts, live, new PlainKnowledge(db, messages, embedder), profiles,
                gateway, conversations, tools.toolbox, attachments, Nodes.alone(), log.tail(), clock);
        agents.open();
        return agents;
    }

    /** The same database, as another node would hold it. */
    Db database() {
        return database.db();
    }

    /** Connections of another server process to the same database; closing them is how it dies. */
    AgroalDataSource connections() {
        return Pool.open(database.address(), 4);
    }

    /** The agents of another server process. */
    HostAgents elsewhere(Db other) {
        RoomWakeups own = new RoomWakeups();
        RoomLog ownLog = new RoomLog(clock, own);
        PostMessage ownPosts = new PostMessage(other, ownLog, own, attachments);
        return new HostAgents(other, access, rooms, messages, ownPosts, live, new PlainKnowledge(other, messages, embedder),
                profiles, gateway, conversations, tools.toolbox, attachments, Nodes.alone(), ownLog.tail(), clock);
    }

    /** What looks at maybes when it is told to. */
    Maybes maybes() {
        return new Maybes(db, clock, new AskWhether(db, gateway, messages, profiles,
                new Subjects(new PlainKnowledge(db, messages, embedder))), turn -> { });
    }

    void configureModel(String name) {
        providers.add(new ProviderDraft("本机", model.baseUrl(), name, "sk-secret", true, true), hong);
    }

    /** A model that is not on the server's own machines, as far as the server knows. */
    void configureDistant(String name) {
        providers.add(new ProviderDraft("远方", distant.baseUrl(), name, "sk-far", false, true), hong);
    }

    /** An agent beside 阿炉. */
    AccountId agent(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        with made as (
                            insert into account (kind, display_name, created_at) values ('agent', :name, :at) returning id
                        )
                        insert into agent (account_id, part) select id, :name from made returning account_id
                        """)
                .bind("name", name).bind("at", PinnedClock.START).mapTo(AccountId.class).one());
    }

    /** One that 小红 has built, with a seat in the room in which it may use these tools. */
    MemberId built(AgentDefinition definition, String... approved) {
        AccountId account = db.inTransaction(tx -> profiles.create(tx, hong, definition)).account();
        db.useTransaction(tx -> tx.handle().createUpdate("""
                        insert into agent_seat (room_id, account_id, proposed_by, proposed_at, approved_by, approved_at,
                            approved_version, approved_tools)
                        values (:room, :account, :by, :at, :by, :at, 1, :tools)
                        """)
                .bind("room", room).bind("account", account).bind("by", hong).bind("at", PinnedClock.START)
                .bind("tools", approved).execute());
        return join(account);
    }

    AccountId person(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values ('person', :name, :at) returning id
                        """)
                .bind("name", name).bind("at", PinnedClock.START).mapTo(AccountId.class).one());
    }

    MemberId join(AccountId account) {
        return db.inTransaction(tx -> admission.admit(tx, room, account, Role.MEMBER));
    }

    MemberId member(AccountId account) {
        return db.inTransaction(tx -> access.require(tx, room, account).member());
    }

    MemberId luzi() {
        return member(db.inTransaction(host::account));
    }

    /** A conversation with 阿炉; a fresh one once something was said in the latest. */
    RoomId conversation(AccountId who, boolean fresh) {
        return db.inTransaction(tx -> openDirect.withHostAgent(tx, who, fresh));
    }

    Seq sayIn(RoomId where, AccountId who, String body) {
        return post(new Draft(where, who, new ClientMessageId(UUID.randomUUID()), body, null, List.of(), List.of(), 0, null));
    }

    /** As a whisper that was posted, but not answered yet, would stand there. */
    Seq sayAbout(RoomId where, AccountId who, String body, RoomId about, Seq seq) {
        return post(new Draft(where, who, new ClientMessageId(UUID.randomUUID()), body, null, List.of(), List.of(), 0, null,
                new About(about, seq)));
    }

    /** What 阿炉 answered there after this message. */
    MessageView answerIn(RoomId where, Seq after) {
        await(() -> answersIn(where).stream().anyMatch(view -> view.seq().isAfter(after)));
        return answersIn(where).stream().filter(view -> view.seq().isAfter(after)).findFirst().orElseThrow();
    }

    List<MessageView> answersIn(RoomId where) {
        return db.inTransaction(tx -> messages.latest(tx, where, 100)).messages().stream()
                .filter(view -> view.answer() != null).toList();
    }

    Seq say(AccountId who, String body) {
        return say(who, body, null, List.of());
    }

    /** Names 阿炉 as a client does, by id. */
    Seq ask(AccountId who, String body) {
        return say(who, "@阿炉 " + body, null, List.of(luzi()));
    }

    Seq say(AccountId who, String body, Seq quote, List<MemberId> mentions) {
        return post(new Draft(room, who, new ClientMessageId(UUID.randomUUID()), body, quote, mentions, List.of(), 0, null));
    }

    Seq post(Draft draft) {
        return switch (posts.post(draft)) {
            case PostOutcome.Posted posted -> posted.seq();
            case PostOutcome.AlreadyPosted posted -> posted.seq();
            case PostOutcome.Refused refused -> throw new IllegalStateException(refused.problem().detail());
        };
    }

    void pass(Duration duration) {
        clock.pass(duration);
    }

    MessageView message(Seq seq) {
        return db.inTransaction(tx -> messages.find(tx, room, seq)).orElseThrow();
    }

    /** What 阿炉 has said since a position, greetings aside. */
    List<MessageView> replies() {
        List<MessageView> found = new ArrayList<>();
        for (MessageView view : db.inTransaction(tx -> messages.latest(tx, room, 100)).messages()) {
            if (view.answer() != null && view.seq().value() > 4) {
                found.add(view);
            }
        }
        return found;
    }

    MessageView reply() {
        await(() -> !replies().isEmpty());
        return replies().getLast();
    }

    MessageView replyTo(Seq trigger) {
        await(() -> replies().stream().anyMatch(view -> trigger.equals(view.quote())));
        return replies().stream().filter(view -> trigger.equals(view.quote())).findFirst().orElseThrow();
    }

    Answer answerTo(Seq trigger) {
        return replyTo(trigger).answer();
    }

    <F extends ServerFrame> List<F> frames(Class<F> type) {
        return live.sent().stream().map(RecordedFrames.Sent::frame).filter(type::isInstance).map(type::cast).toList();
    }

    <T> T read(Function<Tx, T> work) {
        return db.inTransaction(work);
    }

    int openTurns() {
        return count("select count(*) from turn where ended_at is null");
    }

    int count(String query) {
        return db.inTransaction(tx -> tx.handle().createQuery(query).mapTo(int.class).one());
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen within 20 s");
            }
            sleep(20);
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (agents != null) {
            agents.close();
        }
        posts.close();
        http.close();
        embedder.close();
        model.close();
        distant.close();
        database.close();
    }
}
