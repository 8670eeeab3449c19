package weilu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.PinnedClock;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.TurnId;
import weilu.protocol.UsedUp;
import weilu.protocol.UsedUp.Measure;
import weilu.protocol.UsedUp.Scope;

class QuotasTest {
    private static final long CALL_TOKENS = 1_000;
    private static final Usage FULL = new Usage(600, 400);

    private final PinnedClock clock = PinnedClock.still();
    private TestDatabase database;
    private Db db;
    private Quotas quotas;
    private AccountId hong;
    private AccountId ming;

    @BeforeEach
    void begin() {
        database = TestDatabase.fresh();
        db = database.db();
        quotas = new Quotas(clock, ZoneId.of("Asia/Shanghai"), ModelLimits.STANDARD);
        hong = person("小红", "Asia/Shanghai");
        ming = person("小明", "America/New_York");
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    @DisplayName("[QU1] 50 parallel asks against a budget for 10 admit exactly 10 when all come to what was reserved")
    void fiftyForTen() throws Exception {
        limit(Scope.SERVER, 0, Measure.TOKENS, 10 * CALL_TOKENS);
        List<Future<Optional<UsedUp>>> asks = new ArrayList<>();
        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                AccountId who = i % 2 == 0 ? hong : ming;
                asks.add(threads.submit(() -> {
                    together.await();
                    return ask(who, null, false, FULL);
                }));
            }
            together.countDown();
        }
        int admitted = 0;
        for (Future<Optional<UsedUp>> ask : asks) {
            admitted += ask.get().isEmpty() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(10);
        assertThat(usedOfServer()).isEqualTo(10 * CALL_TOKENS);
    }

    @Test
    @DisplayName("[QU1] at most ten are under way at once, and what calls did not use is free again once they are settled")
    void settlesByUsage() {
        limit(Scope.PERSON, 0, Measure.TOKENS, 10 * CALL_TOKENS);
        List<Long> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            held.add(reserve(hong, null, false).orElseThrow());
        }
        assertThat(reserve(hong, null, false)).isEmpty();
        assertThat(reserve(ming, null, false)).as("another person has their own").isPresent();
        held.forEach(call -> settle(call, new Usage(100, 50)));
        assertThat(reserve(hong, null, false)).isPresent();
    }

    @Test
    @DisplayName("[QU1] where the provider reports no usage, what was reserved counts, and is marked as estimated")
    void estimates() {
        settle(reserve(hong, null, false).orElseThrow(), Usage.UNKNOWN);
        settle(reserve(hong, null, false).orElseThrow(), new Usage(7, 3));
        List<String> rows = db.inTransaction(tx -> tx.handle().createQuery(
                "select tokens || ' ' || estimated from model_use order by call_id").mapTo(String.class).list());
        assertThat(rows).containsExactly("1000 true", "10 false");
        assertThat(usedOfServer()).isEqualTo(1_010);
    }

    @Test
    @DisplayName("[QU1] settling twice counts once, and after a release it counts nothing")
    void settlesOnce() {
        long call = reserve(hong, null, false).orElseThrow();
        settle(call, FULL);
        settle(call, FULL);
        assertThat(usedOfServer()).isEqualTo(1_000);
        long failed = reserve(hong, null, false).orElseThrow();
        db.useTransaction(tx -> quotas.release(tx, failed));
        settle(failed, FULL);
        assertThat(usedOfServer()).isEqualTo(1_000);
    }

    @Test
    @DisplayName("[QU1] a reservation whose node died counts no longer once no call can still be under way")
    void forgetsTheDead() {
        limit(Scope.PERSON, 0, Measure.TOKENS, CALL_TOKENS);
        assertThat(reserve(hong, null, false)).isPresent();
        assertThat(reserve(hong, null, false)).isEmpty();
        clock.pass(ModelLimits.STANDARD.total().plus(Duration.ofSeconds(31)));
        assertThat(reserve(hong, null, false)).isPresent();
    }

    @Test
    @DisplayName("[QU1] five deep turns a day: calls of one turn count once, plain turns do not, the next day is free")
    void deepTurns() {
        limit(Scope.PERSON, 0, Measure.DEEP_TURNS, 5);
        for (int i = 0; i < 5; i++) {
            TurnId turn = new TurnId(UUID.randomUUID());
            for (int step = 0; step < 3; step++) {
                assertThat(ask(hong, turn, true, FULL)).isEmpty();
            }
        }
        UsedUp usedUp = ask(hong, new TurnId(UUID.randomUUID()), true, FULL).orElseThrow();
        assertThat(usedUp.scope()).isEqualTo(Scope.PERSON);
        assertThat(usedUp.measure()).isEqualTo(Measure.DEEP_TURNS);
        assertThat(usedUp.most()).isEqualTo(5);
        assertThat(ask(hong, new TurnId(UUID.randomUUID()), false, FULL)).as("without thinking").isEmpty();
        clock.pass(Duration.between(clock.instant(), usedUp.freeAt()));
        assertThat(ask(hong, new TurnId(UUID.randomUUID()), true, FULL)).isEmpty();
    }

    @Test
    @DisplayName("[QU1] one's own limit goes before the default, also one that lifts it; a day ends where the person lives")
    void overrides() {
        limit(Scope.PERSON, 0, Measure.TURNS, 0);
        UsedUp ofMing = ask(ming, null, false, FULL).orElseThrow();
        assertThat(ofMing.freeAt()).isEqualTo(clock.instant().atZone(ZoneId.of("America/New_York")).toLocalDate()
                .plusDays(1).atStartOfDay(ZoneId.of("America/New_York")).toInstant());
        limit(Scope.PERSON, ming.value(), Measure.TURNS, null);
        assertThat(ask(ming, null, false, FULL)).isEmpty();
        assertThat(ask(hong, null, false, FULL)).isPresent();
    }

    @Test
    @DisplayName("[QU1] a bound counts characters of every language alike, and the tools' descriptions")
    void bound() {
        Prompt chinese = new Prompt(List.of(new Prompt.Part(Prompt.Role.USER, "周六吃火锅😀", List.of())), Reach.ANYWHERE);
        Prompt english = new Prompt(List.of(new Prompt.Part(Prompt.Role.USER, "hotpot", List.of())), Reach.ANYWHERE);
        assertThat(Quotas.promptTokensMax(chinese, List.of())).isEqualTo(Quotas.promptTokensMax(english, List.of()));
        assertThat(Quotas.promptTokensMax(english, List.of(new ToolSpec("search", "finds", null))))
                .isGreaterThan(Quotas.promptTokensMax(english, List.of()));
    }

    private Optional<UsedUp> ask(AccountId who, TurnId turn, boolean deep, Usage usage) {
        Optional<Long> call = reserve(who, turn, deep);
        call.ifPresent(one -> settle(one, usage));
        return call.isPresent() ? Optional.empty() : Optional.of(refusal);
    }

    private volatile UsedUp refusal;

    private Optional<Long> reserve(AccountId who, TurnId turn, boolean deep) {
        OutboundLedger.Reason reason = new OutboundLedger.Reason(null, turn, null, who, null, AskPurpose.ANSWER, null);
        return db.inTransaction(tx -> {
            long call = tx.handle().createQuery("""
                            insert into outbound_call (turn_id, person, provider_name, provider_host, model, messages, bytes, at)
                            values (:turn, :person, '本机', 'h', 'm', '{}', 1, :at) returning id
                            """)
                    .bindByType("turn", turn, TurnId.class).bind("person", who).bind("at", clock.instant())
                    .mapTo(long.class).one();
            return switch (quotas.reserve(tx, call, new Quotas.Wish(reason, "本机", "m", CALL_TOKENS, deep))) {
                case Quotas.Place.Reserved _ -> Optional.of(call);
                case Quotas.Place.Refused refused -> {
                    refusal = refused.quota();
                    yield Optional.empty();
                }
            };
        });
    }

    private void settle(long call, Usage usage) {
        db.useTransaction(tx -> quotas.settle(tx, call, usage, Optional.empty()));
    }

    private long usedOfServer() {
        return db.inTransaction(tx -> tx.handle().createQuery("select sum(tokens) from quota_day where scope = 'server'")
                .mapTo(long.class).one());
    }

    private void limit(Scope scope, long subject, Measure measure, Long most) {
        db.useTransaction(tx -> tx.handle().createUpdate("""
                        insert into quota (scope, subject, measure, most, set_at)
                        values (lower(:scope), :subject, lower(:measure), :most, :at)
                        """)
                .bind("scope", scope.name()).bind("subject", subject).bind("measure", measure.name())
                .bindByType("most", most, Long.class).bind("at", Instant.EPOCH).execute());
    }

    private void limit(Scope scope, long subject, Measure measure, long most) {
        limit(scope, subject, measure, Long.valueOf(most));
    }

    private AccountId person(String name, String zone) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, time_zone, created_at)
                        values ('person', :name, :zone, now()) returning id
                        """)
                .bind("name", name).bind("zone", zone).mapTo(AccountId.class).one());
    }
}
