package weilu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.gateway.ModelOutcome.Completed;
import weilu.gateway.ModelOutcome.Failed;
import weilu.gateway.ModelOutcome.Stopped;
import weilu.gateway.ModelProblem.Kind;
import weilu.gateway.ScriptedModel.Ending;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.protocol.Json;
import weilu.protocol.Refusal;

class ModelGatewayTest {
    private static final ModelLimits QUICK =
            new ModelLimits(Duration.ofMillis(1500), Duration.ofMillis(900), Duration.ofSeconds(10), 200);
    private static final String KEY = "sk-0123456789abcdef";
    private static final Prompt PROMPT = new Prompt(List.of(
            new Prompt.Part(Prompt.Role.SYSTEM, "规则", List.of()),
            new Prompt.Part(Prompt.Role.USER, "[1] 小红：周六吃火锅", List.of(new Seq(3), new Seq(2)))), Reach.ANYWHERE);

    @TempDir
    private Path folder;
    private final List<String> heard = new ArrayList<>();
    private TestDatabase database;
    private ScriptedModel model;
    private OutboundHttp http;
    private Providers providers;
    private OutboundLedger ledger;
    private ModelGateway gateway;
    private OutboundLedger.Reason reason;
    private AccountId admin;

    @BeforeEach
    void start() throws IOException {
        database = TestDatabase.fresh();
        model = ScriptedModel.start();
        http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
        KeyVault vault = KeyVault.open(folder.resolve("server.key"), new SecureRandom());
        providers = new Providers(database.db(), vault, http, Clock.systemUTC());
        ledger = new OutboundLedger(database.db(), Clock.systemUTC(),
                new Quotas(Clock.systemUTC(), ZoneId.of("Asia/Shanghai"), QUICK));
        gateway = new ModelGateway(providers, ledger, http, QUICK);
        seed(database.db());
    }

    @AfterEach
    void stop() {
        http.close();
        model.close();
        database.close();
    }

    @Test
    @DisplayName("[GW3] an answer streams, in order, and says who spoke and what it cost")
    void streams() {
        add("本机", "scripted");
        model.next(Script.say("火锅", "定在", "周六[1]"));
        Completed done = (Completed) ask(new StopSignal());
        assertThat(heard).containsExactly("火锅", "定在", "周六[1]");
        assertThat(done).isEqualTo(new Completed("火锅定在周六[1]", "", List.of(), "本机 · scripted", new Usage(11, 3), false, true));
    }

    @Test
    @DisplayName("[GW3] a provider that does not stream is understood too")
    void takesWholeAnswers() {
        add("本机", "scripted");
        model.next(Script.say("好").inOnePiece());
        assertThat(ask(new StopSignal())).isInstanceOfSatisfying(Completed.class,
                done -> assertThat(done.streamed()).isFalse());
        assertThat(heard).containsExactly("好");
    }

    @Test
    @DisplayName("[GW3] thinking written into the answer is left out; a limit cuts the answer short")
    void leavesThinkingOut() {
        add("本机", "scripted");
        model.next(Script.say("<thi", "nk>秘密", "</think>\n", "\n答案"), Script.say("长".repeat(150), "长".repeat(150)),
                Script.say("半").ending(Ending.LENGTH));
        Completed thought = (Completed) ask(new StopSignal());
        assertThat(thought.text()).isEqualTo("答案");
        assertThat(thought.thinking()).isEqualTo("秘密");
        assertThat((Completed) ask(new StopSignal())).satisfies(done -> {
            assertThat(done.text()).hasSize(200);
            assertThat(done.cutShort()).isTrue();
        });
        assertThat(((Completed) ask(new StopSignal())).cutShort()).isTrue();
    }

    @Test
    @DisplayName("[GW3] a model that hangs, before or in the middle of an answer, is given up in time")
    void givesUpInTime() {
        add("本机", "scripted");
        model.next(Script.hang(), Script.say("一").ending(Ending.HANG));
        long start = System.nanoTime();
        assertThat(problem(ask(new StopSignal()))).isEqualTo(Kind.TIMED_OUT);
        assertThat(problem(ask(new StopSignal()))).isEqualTo(Kind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    @DisplayName("[GW3] a slow answer that keeps coming is not given up")
    void waitsForSlowAnswers() {
        add("本机", "scripted");
        model.next(Script.say("一", "二", "三", "四").pausing(Duration.ofMillis(150)));
        assertThat(ask(new StopSignal())).isInstanceOf(Completed.class);
    }

    @Test
    @DisplayName("[GW3] a stop ends the call at once, with the words so far")
    void stops() throws InterruptedException {
        add("本机", "scripted");
        model.next(Script.say("说到一半").ending(Ending.HANG));
        StopSignal stop = new StopSignal();
        Thread stopper = Thread.ofVirtual().start(() -> {
            pause(150);
            stop.stop();
        });
        assertThat(ask(stop)).isEqualTo(new Stopped("说到一半", "本机 · scripted"));
        stopper.join();
        assertThat(ledger.read(reason.room(), Long.MAX_VALUE, 10).getFirst().outcome()).isEqualTo("stopped");
    }

    @Test
    @DisplayName("[GW3] every failure of a provider has a name")
    void namesFailures() {
        add("本机", "scripted");
        model.next(Script.fail(401), Script.fail(429), Script.fail(404), Script.fail(500), Script.fail(400),
                Script.say("断").ending(Ending.BROKEN), Script.say());
        assertThat(List.of(problem(ask(new StopSignal())), problem(ask(new StopSignal())), problem(ask(new StopSignal())),
                problem(ask(new StopSignal())), problem(ask(new StopSignal())), problem(ask(new StopSignal())),
                problem(ask(new StopSignal()))))
                .containsExactly(Kind.KEY_REFUSED, Kind.OVER_QUOTA, Kind.MODEL_UNKNOWN, Kind.PROVIDER_DOWN,
                        Kind.REQUEST_REFUSED, Kind.BROKEN_ANSWER, Kind.EMPTY_ANSWER);
        model.close();
        assertThat(problem(ask(new StopSignal()))).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    @DisplayName("[GW3] the next provider is asked when the first fails before its first word, not after it")
    void asksTheNext() {
        add("甲", "scripted");
        add("乙", "scripted");
        model.next(Script.fail(500), Script.say("来了"), Script.say("半句").ending(Ending.BROKEN));
        assertThat(((Completed) ask(new StopSignal())).model()).isEqualTo("乙 · scripted");
        assertThat(problem(ask(new StopSignal()))).isEqualTo(Kind.BROKEN_ANSWER);
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    @DisplayName("[GW2] what leaves is in the ledger before it leaves: which messages, how many bytes, to whom")
    void notesWhatLeaves() {
        add("本机", "scripted");
        model.next(Script.hang());
        StopSignal stop = new StopSignal();
        Thread asking = Thread.ofVirtual().start(() -> ask(stop));
        while (model.requests().isEmpty()) {
            pause(5);
        }
        OutboundLedger.Line line = ledger.read(reason.room(), Long.MAX_VALUE, 10).getFirst();
        assertThat(line.outcome()).isNull();
        assertThat(line.messages()).containsExactly(new Seq(2), new Seq(3));
        assertThat(line.bytes()).isEqualTo(model.requests().getFirst().body().getBytes().length);
        assertThat(line.host()).isEqualTo(model.baseUrl().replace("/v1", ""));
        assertThat(line.turn()).isEqualTo(reason.turn());
        stop.stop();
        join(asking);
    }

    @Test
    @DisplayName("[GW2] when the ledger cannot be written, nothing leaves")
    void withoutLedgerNothingLeaves() {
        add("本机", "scripted");
        reason = new OutboundLedger.Reason(new RoomId(999_999_999), reason.turn(), reason.askedBy(), reason.person(),
                null, AskPurpose.ANSWER, null);
        assertThatThrownBy(() -> ask(new StopSignal())).isNotNull();
        assertThat(model.requests()).isEmpty();
    }

    @Test
    @DisplayName("[GW1] the key goes to the provider and nowhere else; the database holds it sealed")
    void keepsTheKey() {
        Provider kept = add("本机", "scripted");
        ask(new StopSignal());
        assertThat(model.requests().getFirst().authorization()).isEqualTo("Bearer " + KEY);
        assertThat(Json.write(providers.list())).doesNotContain(KEY).contains("\"hasKey\":true");
        String row = database.db().inTransaction(tx -> tx.handle()
                .createQuery("select provider::text from provider").mapTo(String.class).one());
        assertThat(row).doesNotContain(KEY).doesNotContain(hex(KEY));
        assertThat(folder.resolve("server.key")).exists();
        assertThat(new ProviderDraft("n", "http://x.example", "m", KEY, false, true).toString()).doesNotContain(KEY);
        assertThat(kept.hasKey()).isTrue();
    }

    @Test
    @DisplayName("[GW1] a key is not sent to another origin: changing the address forgets it")
    void forgetsTheKeyElsewhere() throws IOException {
        Provider kept = add("本机", "scripted");
        try (ScriptedModel thief = ScriptedModel.start()) {
            ProviderDraft moved = new ProviderDraft("本机", thief.baseUrl(), "scripted", null, true, true);
            new TryProvider(providers, http, QUICK).run(moved, Optional.of(kept));
            assertThat(thief.requests().getFirst().authorization()).isNull();
            assertThat(providers.change(kept.id(), moved).hasKey()).isFalse();
        }
        ProviderDraft renamed = new ProviderDraft("改名", model.baseUrl(), "scripted", null, true, true);
        Provider other = add("另一个", "scripted");
        assertThat(providers.change(other.id(), renamed).hasKey()).isTrue();
    }

    @Test
    @DisplayName("[OB3] a provider on a private address needs the admin's explicit leave")
    void refusesLocalProviders() {
        ProviderDraft draft = new ProviderDraft("本机", model.baseUrl(), "scripted", null, false, true);
        assertThatThrownBy(() -> providers.add(draft, admin)).isInstanceOf(Refusal.class)
                .hasMessageContaining("ADDRESS_REFUSED");
    }

    @Test
    @DisplayName("[GW4] trying a provider tells the time to the first word, or what is wrong")
    void triesProviders() {
        TryProvider trying = new TryProvider(providers, http, QUICK);
        ProviderDraft draft = new ProviderDraft("本机", model.baseUrl(), "scripted", KEY, true, true);
        model.next(Script.say("你好", " hello").pausing(Duration.ofMillis(50)), Script.fail(401));
        TryProvider.Trial good = trying.run(draft, Optional.empty());
        assertThat(good.ok()).isTrue();
        assertThat(good.streaming()).isTrue();
        assertThat(good.latencyMs()).isBetween(40L, 1_500L);
        TryProvider.Trial bad = trying.run(draft, Optional.empty());
        assertThat(bad.ok()).isFalse();
        assertThat(bad.problem()).isEqualTo(new ModelProblem(Kind.KEY_REFUSED, "HTTP 401: scripted failure"));
    }

    @Test
    @DisplayName("[OB7] a local model's name that leads elsewhere by the time of the call gets nothing; one that stays is asked")
    void movesBetweenCheckAndCall() {
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger movesAfter = new AtomicInteger(Integer.MAX_VALUE);
        NameLookup lookup = host -> List.of(InetAddress.getByName(
                looks.incrementAndGet() > movesAfter.get() ? "203.0.113.9" : "127.0.0.1"));
        try (OutboundHttp moving = new OutboundHttp(OutboundRules.STANDARD, lookup)) {
            Providers own = new Providers(database.db(), KeyVault.open(folder.resolve("other.key"), new SecureRandom()), moving,
                    Clock.systemUTC());
            own.add(new ProviderDraft("本机", model.baseUrl().replace("127.0.0.1", "models.example"), "scripted", KEY, true, true),
                    admin);
            gateway = new ModelGateway(own, ledger, moving, QUICK);
            model.next(Script.say("好"));
            assertThat(ask(new StopSignal())).isInstanceOf(Completed.class);
            // The next look is the check; the one after it is the call's own, were the first connection not kept.
            looks.set(0);
            movesAfter.set(1);
            try (OutboundHttp fresh = new OutboundHttp(OutboundRules.STANDARD, lookup)) {
                gateway = new ModelGateway(new Providers(database.db(),
                        KeyVault.open(folder.resolve("other.key"), new SecureRandom()), fresh, Clock.systemUTC()),
                        ledger, fresh, QUICK);
                assertThat(problem(ask(new StopSignal()))).isEqualTo(Kind.ADDRESS_REFUSED);
            }
            assertThat(looks).hasValue(2);
            assertThat(model.requests()).hasSize(1);
        }
    }

    private ModelOutcome ask(StopSignal stop) {
        heard.clear();
        return gateway.stream(reason, ModelAsk.of(PROMPT), heard::add, stop);
    }

    private Provider add(String name, String modelName) {
        return providers.add(new ProviderDraft(name, model.baseUrl(), modelName, KEY, true, true), admin);
    }

    private static Kind problem(ModelOutcome outcome) {
        return ((Failed) outcome).problem().kind();
    }

    private void seed(Db db) {
        db.useTransaction(tx -> {
            admin = tx.handle().createQuery("""
                            insert into account (kind, display_name, created_at) values ('person', '小红', now())
                            returning id
                            """).mapTo(AccountId.class).one();
            tx.handle().execute("""
                    insert into room (id, kind, name, visibility, created_at)
                    values (100000001, 'group', '火锅派', 'private', now())
                    """);
            MemberId member = tx.handle().createQuery("""
                            insert into member (room_id, account_id, role, joined_at, joined_seq)
                            values (100000001, :admin, 'owner', now(), 0) returning id
                            """).bind("admin", admin).mapTo(MemberId.class).one();
            reason = new OutboundLedger.Reason(new RoomId(100_000_001), new TurnId(UUID.randomUUID()), member, admin,
                    null, AskPurpose.ANSWER, null);
        });
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
