package weilu.turn;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.agent.AgentForm;
import weilu.agent.AgentKnowledge;
import weilu.agent.Agents;
import weilu.agent.HostAccount;
import weilu.conversation.Conversations;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.gateway.KeyVault;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelLimits;
import weilu.gateway.OutboundLedger;
import weilu.gateway.ProviderDraft;
import weilu.gateway.Providers;
import weilu.gateway.Quotas;
import weilu.gateway.ScriptedModel.Ending;
import weilu.gateway.ScriptedModel.Script;
import weilu.gateway.ScriptedModel;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.knowledge.Embedding;
import weilu.knowledge.Embedder;
import weilu.memory.Memories;
import weilu.message.PostMessage;
import weilu.message.ReadMessages;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.protocol.Answer.Topic;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.ServerFrame;
import weilu.room.KeepDirect;
import weilu.room.LiveFrames;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomTail;
import weilu.room.RoomWakeups;
import weilu.tool.PostToolFiles;
import weilu.tool.Toolbox;

/**
 * The agents of one life of a simulated server: they look and act when they are told to, on the thread that tells them, and
 * now and then the server is killed in the middle of a turn.
 */
public final class SimulatedAgents {
    private static final int KILLED_ONCE_IN = 12;
    private static final int STOPPED_ONCE_IN = 4;
    private static final int FAILED_ONCE_IN = 4;
    public static final List<String> WORDS = List.of("大家", "说的是", "周六");

    /** The server was killed in the middle of a turn. */
    public static final class Killed extends Error {
        Killed() {
            super("killed in the middle of a turn", null, false, false);
        }
    }

    /** What outlives a server: the provider, and its place in this database. */
    public static final class Model implements AutoCloseable {
        private final ScriptedModel scripted;
        private final OutboundHttp http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
        private final ModelGateway gateway;

        public Model(Db db, Path folder, AccountId admin, Clock clock) throws Exception {
            scripted = ScriptedModel.start();
            Providers providers =
                    new Providers(db, KeyVault.open(folder.resolve("server.key"), new SecureRandom()), http, clock);
            OutboundLedger ledger = new OutboundLedger(
                    db, clock, new Quotas(clock, ZoneId.of("Asia/Shanghai"), ModelLimits.STANDARD));
            gateway = new ModelGateway(providers, ledger, http, ModelLimits.STANDARD);
            providers.add(new ProviderDraft("本机", scripted.baseUrl(), "scripted", null, true, true), admin);
        }

        @Override
        public void close() {
            http.close();
            scripted.close();
        }
    }

    private final Db db;
    private final RoomId room;
    private final Random random;
    private final Model model;
    private final LiveFrames live;
    private final RoomAccess access = new RoomAccess();
    private final List<Runnable> due = new ArrayList<>();
    private final Turns turns;
    private final AgentTriggers triggers;
    private boolean mayBeKilled = true;
    private AccountId stopping;

    public SimulatedAgents(
            Db db, RoomId room, Random random, Model model, PostMessage posts, LiveFrames live, Clock clock) {
        this.db = db;
        this.room = room;
        this.random = random;
        this.model = model;
        this.live = live;
        ReadMessages messages = new ReadMessages();
        Toolbox toolbox = WorldTools.none(db, null, clock);
        Agents profiles = new Agents(new AgentForm(new DisplayNames(new LookAlikes(HostAccount.STANDARD_NAME))),
                new AgentKnowledge(db, new Embedder(), clock), (tx, changed) -> { }, clock);
        PassOn passOn = new PassOn(db, profiles, new Subjects(new Nothing()), clock);
        ToolLoop loop = new ToolLoop(db, model.gateway, messages, toolbox, passOn);
        Recall recall = new Recall(db, new Memories(access, clock));
        FewAtOnce lookUps = new FewAtOnce();
        ModelAnswers models = new ModelAnswers(db, model.gateway, messages, loop, recall, null, passOn, lookUps);
        Conversations conversations =
                new Conversations(new KeepDirect(new RoomLog(clock, new RoomWakeups()), access, new RoomStore()));
        BeginTurn begins = new BeginTurn(
                access, new RoomStore(), messages, profiles, models, conversations, new Greetings(access), clock);
        turns = new Turns(db, clock, new TurnRunner(db, begins, posts, new Watched(),
                new Extracts(db, new Nothing(), messages, recall), models, conversations,
                new CallFollowUps(db, access, messages, model.gateway, toolbox, loop, turn -> { }, clock),
                new PostToolFiles(null), passOn, lookUps), (tx, where) -> { }, id -> { }, due::add);
        triggers = new AgentTriggers(db, new RoomTail(), clock,
                new Maybes(db, clock, new AskWhether(db, model.gateway, messages, profiles, new Subjects(new Nothing())),
                        turn -> { }),
                new Greetings(access), (where, question) -> { }, turn -> turns.start(turn.id(), turn.room()));
    }

    /** 阿炉 takes its seat in the room. */
    public static AccountId account(Db db, Clock clock) {
        HostAccount host = HostAccount.open(db, HostAccount.STANDARD_NAME, clock);
        return db.inTransaction(host::account);
    }

    /** One thing that agents do: look at the log, take up what nobody runs, or run a turn. Throws {@link Killed}. */
    public void act() {
        switch (random.nextInt(4)) {
            case 0 -> triggers.drain(List.of(room));
            case 1 -> turns.takeUp();
            default -> {
                if (!due.isEmpty()) {
                    due.remove(random.nextInt(due.size())).run();
                }
            }
        }
    }

    /** Everything that is to be done, and nobody kills the server any more. */
    public void finish() {
        mayBeKilled = false;
        triggers.drain(List.of(room));
        turns.takeUp();
        while (!due.isEmpty()) {
            due.removeFirst().run();
        }
    }

    /** So many asks wait at most in a room; one more is not answered (TU10). */
    public static int waitingMax() {
        return TriggerLoad.TURNS_OPEN_PER_ROOM_MAX;
    }

    /** How long a turn of a server that was killed is left alone. */
    public static Duration hold() {
        return Turns.HOLD;
    }

    private void perhapsKilled() {
        if (mayBeKilled && random.nextInt(KILLED_ONCE_IN) == 0) {
            throw new Killed();
        }
    }

    /** What the model will do in the turn that begins; decided here, so that a seed repeats it. */
    private void began(ServerFrame.TurnStarted started) {
        perhapsKilled();
        model.scripted.forget();
        stopping = null;
        if (random.nextInt(STOPPED_ONCE_IN) == 0) {
            stopping = askerOf(started.turn());
            model.scripted.next(Script.say(WORDS.getFirst()).ending(Ending.HANG));
        } else if (random.nextInt(FAILED_ONCE_IN) == 0) {
            model.scripted.next(Script.fail(500));
        } else {
            model.scripted.next(Script.say(WORDS.toArray(String[]::new)));
        }
    }

    private AccountId askerOf(TurnId turn) {
        return db.inTransaction(tx -> new TriggerStore()
                .asker(tx, new TurnStore().find(tx, room, turn).orElseThrow().asker()).orElseThrow().account());
    }

    private void stop(TurnId turn) {
        AccountId asker = stopping;
        stopping = null;
        if (asker != null) {
            db.useTransaction(tx -> turns.stop(tx, access.require(tx, room, asker), turn));
        }
    }

    /** Knows nothing of the room; the server may be killed while it thinks. */
    private final class Nothing implements RoomKnowledge {
        @Override
        public List<Topic> keyMessages(Membership asker, Seq after, Seq upTo) {
            throw new AssertionError("nobody asks for a summary here");
        }

        @Override
        public void expect(RoomId room, String question) {
            // There is nothing to find.
        }

        @Override
        public List<Topic> find(Membership asker, String question, Seq upTo) {
            perhapsKilled();
            return List.of();
        }

        @Override
        public Embedding meaning(String text) {
            throw new AssertionError("no agent here says what it is for");
        }
    }

    /** The live frames on their way to the hub: where a turn begins, speaks and ends. */
    private final class Watched implements LiveFrames {
        @Override
        public void toRoom(RoomId where, ServerFrame frame) {
            if (frame instanceof ServerFrame.TurnStarted started) {
                began(started);
            }
            live.toRoom(where, frame);
            if (frame instanceof ServerFrame.TurnDelta delta) {
                stop(delta.turn());
            }
            if (frame instanceof ServerFrame.TurnEnded) {
                perhapsKilled();
            }
        }

        @Override
        public List<MemberId> online(Tx tx, RoomId where) {
            return live.online(tx, where);
        }

        @Override
        public void toMembers(RoomId where, Collection<MemberId> members, ServerFrame frame) {
            live.toMembers(where, members, frame);
        }

        @Override
        public void toAccount(AccountId account, ServerFrame frame) {
            live.toAccount(account, frame);
        }

        @Override
        public void membershipBegan(AccountId account, RoomId where, MemberId member) {
            live.membershipBegan(account, where, member);
        }

        @Override
        public void membershipEnded(AccountId account, RoomId where, Departure how) {
            live.membershipEnded(account, where, how);
        }
    }
}
