package weilu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.PinnedClock;
import weilu.db.TestDatabase;
import weilu.gateway.Circuits.State;
import weilu.gateway.Model.Found;
import weilu.gateway.ModelOutcome.Completed;
import weilu.gateway.ModelOutcome.Failed;
import weilu.gateway.ModelProblem.Kind;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Picture;
import weilu.gateway.Prompt.Role;
import weilu.gateway.ScriptedModel.Ending;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.AccountId;
import weilu.id.ModelId;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.protocol.Json;
import weilu.protocol.Refusal;

class ManyModelsTest {
    private static final ModelLimits QUICK =
            new ModelLimits(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(10), 200);
    private static final Prompt PROMPT =
            new Prompt(List.of(new Part(Role.USER, "周六吃什么", List.of())), Reach.ANYWHERE);

    @TempDir
    private Path folder;
    private final PinnedClock clock = PinnedClock.still();
    private final List<Duration> waited = new ArrayList<>();
    private TestDatabase database;
    private ScriptedModel model;
    private OutboundHttp http;
    private Providers providers;
    private Models models;
    private Circuits circuits;
    private ModelGateway gateway;
    private AccountId admin;

    @BeforeEach
    void start() throws IOException {
        database = TestDatabase.fresh();
        model = ScriptedModel.start();
        http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
        KeyVault vault = KeyVault.open(folder.resolve("server.key"), new SecureRandom());
        providers = new Providers(database.db(), vault, http, clock);
        models = providers.models();
        circuits = new Circuits(clock);
        Patience patience = new Patience(3, RandomGenerator.of("Xoshiro256PlusPlus"), (time, stop) -> waited.add(time));
        OutboundLedger ledger = new OutboundLedger(
                database.db(), clock, new Quotas(clock, ZoneId.of("Asia/Shanghai"), QUICK));
        gateway = new ModelGateway(providers, models, ledger, http, QUICK, circuits, patience, null);
        admin = database.db().inTransaction(tx -> tx.handle().createQuery("""
                insert into account (kind, display_name, created_at) values ('person', '小红', now()) returning id
                """).mapTo(AccountId.class).one());
    }

    @AfterEach
    void stop() {
        http.close();
        model.close();
        database.close();
    }

    @Test
    @DisplayName("[GW6] the wanted model is asked first; without a wish, the first in the admin's order")
    void asksTheWanted() {
        Provider one = add("甲", "a", "b");
        Provider two = add("乙", "c");
        assertThat(asked(null)).isEqualTo("甲 · a");
        assertThat(asked(one.models().get(1).id())).isEqualTo("甲 · b");
        assertThat(asked(two.models().getFirst().id())).isEqualTo("乙 · c");
        assertThat(asked(new ModelId(999_999))).as("a model that is gone").isEqualTo("甲 · a");
        providers.order(List.of(two.id(), one.id()));
        assertThat(asked(null)).isEqualTo("乙 · c");
        models.change(two.models().getFirst().id(), new Models.Change(null, null, false, null, null, null, null));
        models.change(one.models().get(1).id(), new Models.Change(null, null, null, null, null, null, true));
        assertThat(asked(null)).isEqualTo("甲 · b");
    }

    @Test
    @DisplayName("[GW6] another model of a provider is asked when one is unknown there, none when the provider is down")
    void fallsBack() {
        add("甲", "a", "b");
        add("乙", "c");
        model.next(Script.fail(404), Script.say("来"));
        assertThat(asked(null)).isEqualTo("甲 · b");
        model.next(Script.fail(401), Script.say("来"));
        assertThat(asked(null)).isEqualTo("乙 · c");
    }

    @Test
    @DisplayName("[GW7] a busy provider is asked again with jitter before its first word, and never after it")
    void triesAgain() {
        add("甲", "a");
        model.next(Script.fail(503), Script.fail(429), Script.say("来"));
        assertThat(asked(null)).isEqualTo("甲 · a");
        assertThat(waited).hasSize(2);
        assertThat(waited.get(0)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(waited.get(1)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
        waited.clear();
        model.next(Script.say("半句").ending(Ending.BROKEN));
        assertThat(problem(ask(ModelAsk.of(PROMPT)))).isEqualTo(Kind.BROKEN_ANSWER);
        model.next(Script.fail(400), Script.fail(402));
        ask(ModelAsk.of(PROMPT));
        ask(ModelAsk.of(PROMPT));
        assertThat(waited).as("what will not pass is not waited for").isEmpty();
    }

    @Test
    @DisplayName("[GW7] Retry-After is kept to while it is short; a long one lets the provider rest and asks the next")
    void keepsToRetryAfter() {
        Provider one = add("甲", "a");
        add("乙", "c");
        model.next(Script.fail(429).retryAfter("2"), Script.say("来"));
        assertThat(asked(null)).isEqualTo("甲 · a");
        assertThat(waited.getFirst()).isBetween(Duration.ofMillis(2_200), Duration.ofMillis(2_400));
        waited.clear();
        model.next(Script.fail(429).retryAfter("120"), Script.say("来"));
        assertThat(asked(null)).isEqualTo("乙 · c");
        assertThat(waited).isEmpty();
        assertThat(circuits.of(one.id()).until()).isEqualTo(clock.instant().plusSeconds(120));
    }

    @Test
    @DisplayName("[GW8] after three failures in a row a provider rests; then one call shows whether it is well")
    void letsRest() {
        Provider one = add("甲", "scripted-401");
        for (int i = 0; i < 3; i++) {
            assertThat(circuits.of(one.id()).state()).isEqualTo(State.CLOSED);
            assertThat(problem(ask(ModelAsk.of(PROMPT)))).isEqualTo(Kind.KEY_REFUSED);
        }
        assertThat(circuits.of(one.id()).state()).isEqualTo(State.OPEN);
        assertThat(circuits.resting()).isEqualTo(1);
        int before = model.requests().size();
        assertThat(problem(ask(ModelAsk.of(PROMPT)))).isEqualTo(Kind.PROVIDER_DOWN);
        assertThat(model.requests()).as("nobody waits for it").hasSize(before);
        clock.pass(Circuits.REST_MIN);
        assertThat(circuits.of(one.id()).state()).isEqualTo(State.HALF_OPEN);
        ask(ModelAsk.of(PROMPT));
        assertThat(circuits.of(one.id()).until()).as("twice as long")
                .isEqualTo(clock.instant().plus(Circuits.REST_MIN.multipliedBy(2)));
        clock.pass(Duration.ofMinutes(1));
        model.next(Script.say("好了"));
        assertThat(asked(null)).isEqualTo("甲 · scripted-401");
        assertThat(circuits.of(one.id()).state()).isEqualTo(State.CLOSED);
    }

    @Test
    @DisplayName("[GW8] of a provider that has rested one caller hears yes, the others wait for how that goes")
    void admitsOne() {
        Provider one = add("甲", "a");
        for (int i = 0; i < 3; i++) {
            circuits.failed(one.id(), null);
        }
        clock.pass(Circuits.REST_MIN);
        assertThat(circuits.admits(one.id())).isTrue();
        assertThat(circuits.admits(one.id())).isFalse();
        circuits.succeeded(one.id());
        assertThat(circuits.admits(one.id())).isTrue();
    }

    @Test
    @DisplayName("[GW4] what a model can do is found by asking it: tools, pictures, thinking, each with its twin")
    void findsOut() {
        TryModel trying = new TryModel(providers, http, QUICK, clock, RandomGenerator.of("Xoshiro256PlusPlus"));
        Provider one = add("甲", "scripted-all", "scripted", "scripted-401", "scripted-whole");
        Found able = trying.run(one.models().get(0).id()).found();
        assertThat(List.of(able.streams(), able.tools(), able.sees(), able.thinks())).containsOnly(true);
        assertThat(able.latencyMs()).isNotNegative();
        Found plain = trying.run(one.models().get(1).id()).found();
        assertThat(List.of(plain.tools(), plain.sees(), plain.thinks())).containsOnly(false);
        Found refused = trying.run(one.models().get(2).id()).found();
        assertThat(refused.problem().kind()).isEqualTo(Kind.KEY_REFUSED);
        assertThat(refused.tools()).isNull();
        assertThat(trying.run(one.models().get(3).id()).found().streams()).isFalse();
        assertThat(models.find(one.models().get(0).id()).model().found()).as("it is kept").isEqualTo(able);
        models.change(one.models().get(0).id(), new Models.Change("other", null, null, null, null, null, null));
        assertThat(models.find(one.models().get(0).id()).model().found()).as("of another model nothing is known").isNull();
    }

    @Test
    @DisplayName("[GW4] tools and pictures are kept only from models that were found to fail at them")
    void sparesModels() {
        Provider one = add("甲", "a");
        ModelId id = one.models().getFirst().id();
        ToolSpec tool = new ToolSpec("clock", "tells the time", Json.mapper().createObjectNode().put("type", "object"));
        Picture picture = new Picture("image/png", TestPicture.of("7"), "00");
        Prompt seen = new Prompt(List.of(new Part(Role.USER, "看", List.of(), List.of(picture))), Reach.ANYWHERE);
        ModelAsk wish = new ModelAsk(PromptFor.only(seen), null, null, false, List.of(tool), false);
        ask(wish);
        assertThat(model.requests().getLast().body()).contains("\"tools\"").contains("image_url");
        models.keep(id, new Found(clock.instant(), 5L, true, false, false, false, null));
        ask(wish);
        assertThat(model.requests().getLast().body()).doesNotContain("\"tools\"").doesNotContain("image_url").contains("看");
    }

    @Test
    @DisplayName("[GW9] providers of the settings come and go with them, and are not changed by hand")
    void adoptsSettings() {
        Provider own = add("甲", "a");
        ProviderDraft draft = new ProviderDraft(
                "DeepSeek", Preset.DEEPSEEK, model.baseUrl(), List.of("x", "y"), "sk-1", true, true);
        providers.adopt(List.of(draft, new ProviderDraft("甲", "https://elsewhere.example", "b", null, false, true)));
        Provider adopted = providers.list().get(1);
        assertThat(adopted.fromSettings()).isTrue();
        assertThat(adopted.models()).extracting(Model::name).containsExactly("x", "y");
        assertThat(providers.find(own.id())).as("an admin's own of the same name stays").isEqualTo(own);
        asked(adopted.models().getFirst().id());
        assertThat(model.requests().getLast().authorization()).isEqualTo("Bearer sk-1");
        assertThat(model.requests().getLast().body()).contains("\"thinking\":{\"type\":\"disabled\"}");
        assertThatThrownBy(() -> providers.remove(adopted.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> models.remove(adopted.models().getFirst().id())).isInstanceOf(Refusal.class);
        providers.adopt(List.of(new ProviderDraft(
                "DeepSeek", Preset.DEEPSEEK, model.baseUrl(), List.of("y"), null, true, true)));
        assertThat(providers.list().get(1).models()).containsExactly(adopted.models().get(1));
        assertThat(providers.list().get(1).hasKey()).isFalse();
        providers.adopt(List.of());
        assertThat(providers.list()).containsExactly(own);
        providers.remove(own.id());
        assertThat(providers.list()).isEmpty();
    }

    @Test
    @DisplayName("[GW10] a price is kept, is forgotten when told to or with the name, and comes with the settings")
    void keepsPrices() {
        ModelId id = add("甲", "a").models().getFirst().id();
        Price price = Price.parse("2/8.5 CNY");
        Models.Change unknown = new Models.Change(null, null, null, null, null, true, null);
        assertThat(models.change(id, costing(price)).price()).isEqualTo(price);
        assertThat(models.change(id, new Models.Change(null, null, false, null, null, null, null)).price()).isEqualTo(price);
        assertThat(models.change(id, unknown).price()).isNull();
        models.change(id, costing(price));
        assertThat(models.change(id, new Models.Change("b", null, null, null, null, null, null)).price()).isNull();
        assertThatThrownBy(() -> models.change(id, costing(new Price(-1, 0, "CNY"))))
                .satisfies(refusal -> assertThat(((Refusal) refusal).problem().field()).isEqualTo("promptMicros"));
        assertThatThrownBy(() -> models.change(id, costing(new Price(0, 0, "yuan"))))
                .satisfies(refusal -> assertThat(((Refusal) refusal).problem().field()).isEqualTo("currency"));
        providers.adopt(List.of(new ProviderDraft("GLM", Preset.GLM, model.baseUrl(), List.of("x", "y"), "sk", true, true,
                Map.of("y", price))));
        List<Model> adopted = providers.list().get(1).models();
        assertThat(adopted).extracting(Model::price).containsExactly(null, price);
        providers.adopt(List.of(new ProviderDraft("GLM", Preset.GLM, model.baseUrl(), List.of("x", "y"), "sk", true, true)));
        assertThat(providers.list().get(1).models()).isEqualTo(adopted);
    }

    private static Models.Change costing(Price price) {
        return new Models.Change(null, null, null, null, price, null, null);
    }

    @Test
    @DisplayName("[RE2] a model is local only where its address is; elsewhere that is refused, and nothing is sent")
    void knowsLocal() {
        Provider near = add("甲", "a");
        ProviderDraft away = new ProviderDraft("乙", "https://8.8.8.8/v1", "b", null, true, true);
        assertThatThrownBy(() -> providers.add(away, admin))
                .satisfies(refusal -> assertThat(((Refusal) refusal).problem().field()).isEqualTo("localAllowed"));
        providers.add(new ProviderDraft("乙", "https://8.8.8.8/v1", "b", null, false, true), admin);
        database.db().useTransaction(tx -> tx.handle().execute("update provider set local_allowed = true"));
        Provider far = providers.list().get(1);
        assertThat(reach(near)).isEqualTo(Reach.LOCAL);
        assertThat(reach(far)).isEqualTo(Reach.ANYWHERE);
        providers.remove(near.id());
        ModelOutcome none = ask(new ModelAsk(PromptFor.only(PROMPT), null, null, false, List.of(), false));
        assertThat(((Failed) none).problem().kind()).isEqualTo(Kind.ADDRESS_REFUSED);
        assertThat(database.db().<Integer>inTransaction(tx -> tx.handle().createQuery("select count(*) from outbound_call")
                .mapTo(Integer.class).one())).isZero();
    }

    private Reach reach(Provider provider) {
        return ((Reached.At) providers.endpoint(provider, provider.models().getFirst())).endpoint().reach();
    }

    private Provider add(String name, String... modelNames) {
        return providers.add(
                new ProviderDraft(name, Preset.OTHER, model.baseUrl(), List.of(modelNames), null, true, true), admin);
    }

    private String asked(ModelId wanted) {
        return ((Completed) ask(new ModelAsk(PromptFor.only(PROMPT), wanted, null, false, List.of(), false))).model();
    }

    private ModelOutcome ask(ModelAsk wish) {
        OutboundLedger.Reason reason = new OutboundLedger.Reason(null, null, null, admin, null, AskPurpose.ANSWER, null);
        return gateway.stream(reason, wish, text -> { }, new StopSignal());
    }

    private static Kind problem(ModelOutcome outcome) {
        return ((Failed) outcome).problem().kind();
    }
}
