package weilu.ledger.payout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.PinnedClock;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.Coins;
import weilu.ledger.Ledger;
import weilu.ledger.Reservations;
import weilu.ledger.Transfer;
import weilu.ledger.VerifyLedger;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;

/** Against a real HTTP server that pays each id once, and does what the test says with its answers. */
final class PayoutsTest {
    /** What the server does with the next request: answer, or lose the request or its own answer. */
    private enum Next { ANSWER, LOSE_REQUEST, LOSE_ANSWER, REFUSE }

    private final PinnedClock clock = PinnedClock.still();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final AtomicInteger paid = new AtomicInteger();
    private volatile Next next = Next.ANSWER;

    private TestDatabase database;
    private AgroalDataSource pool;
    private Db db;
    private HttpServer server;
    private OutboundHttp http;
    private Reservations reservations;
    private Payouts payouts;
    private AccountId hong;

    @BeforeEach
    void begin() throws IOException {
        database = TestDatabase.fresh();
        pool = database.dailyPool();
        db = new Db(pool);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/payouts/", this::serve);
        server.start();
        http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
        Ledger ledger = new Ledger(clock);
        reservations = new Reservations(ledger, clock);
        payouts = new Payouts(db, reservations,
                new SandboxPayouts(http, "http://127.0.0.1:" + server.getAddress().getPort(), "key", true), clock);
        hong = db.inTransaction(tx -> tx.handle().createQuery(
                "insert into account (kind, display_name, created_at) values ('person', '小红', now()) returning id")
                .mapTo(AccountId.class).one());
        db.inTransaction(tx -> ledger.post(tx, Transfer.move(new TransferId(UUID.randomUUID()), "grant", "test",
                LedgerAccountId.ISSUE, LedgerAccountId.member(hong), new Coins(100))));
    }

    @AfterEach
    void end() {
        assertThat(new VerifyLedger(List.of()).verify(db).breaches()).isZero();
        http.close();
        server.stop(0);
        pool.close();
        database.close();
    }

    @Test
    @DisplayName("[PO1] [PO2] what the provider paid is gone from the purse, once for an id")
    void pays() {
        UUID id = UUID.randomUUID();
        assertThat(state(payouts.payOut(hong, id, new Coins(30)))).isEqualTo(Payout.State.PAID);
        assertThat(state(payouts.payOut(hong, id, new Coins(30)))).isEqualTo(Payout.State.PAID);
        assertThat(payouts.payOut(hong, id, new Coins(31))).isEqualTo(new Payouts.Outcome.DifferentContent());
        assertThat(payouts.payOut(hong, UUID.randomUUID(), new Coins(71))).isEqualTo(new Payouts.Outcome.NotEnough(70));
        assertThat(paid).hasValue(1);
        assertThat(balances()).containsExactly(70L, 30L);
    }

    @Test
    @DisplayName("[PO1] what the provider refused comes back whole")
    void refuses() {
        next = Next.REFUSE;
        Payouts.Outcome outcome = payouts.payOut(hong, UUID.randomUUID(), new Coins(30));
        assertThat(state(outcome)).isEqualTo(Payout.State.REFUSED);
        assertThat(((Payouts.Outcome.Known) outcome).payout().reason()).isEqualTo("no such person");
        assertThat(balances()).containsExactly(100L, 0L);
    }

    @Test
    @DisplayName("[PO3] an answer that was lost is asked for later, and until then nothing goes back by itself")
    void reconcilesLostAnswers() {
        next = Next.LOSE_ANSWER;
        assertThat(state(payouts.payOut(hong, UUID.randomUUID(), new Coins(30)))).isEqualTo(Payout.State.ASKED);
        assertThat(balances()).containsExactly(70L, 0L);
        clock.pass(Payouts.ASK_AGAIN_AFTER.minusMillis(1));
        assertThat(payouts.reconcile()).isZero();
        clock.pass(Duration.ofDays(400));
        assertThat(reservations.expireOverdue(db)).isZero();
        assertThat(payouts.reconcile()).isZero();
        next = Next.ANSWER;
        clock.pass(Payouts.ASK_AGAIN_AFTER);
        assertThat(payouts.reconcile()).isEqualTo(1);
        assertThat(payouts.reconcile()).isZero();
        assertThat(paid).hasValue(1);
        assertThat(balances()).containsExactly(70L, 30L);
    }

    @Test
    @DisplayName("[PO2] [PO3] a request that never got there is made again under the same id")
    void reconcilesLostRequests() {
        next = Next.LOSE_REQUEST;
        assertThat(state(payouts.payOut(hong, UUID.randomUUID(), new Coins(30)))).isEqualTo(Payout.State.ASKED);
        assertThat(paid).hasValue(0);
        next = Next.ANSWER;
        clock.pass(Payouts.ASK_AGAIN_AFTER);
        assertThat(payouts.reconcile()).isEqualTo(1);
        assertThat(paid).hasValue(1);
        assertThat(balances()).containsExactly(70L, 30L);
    }

    private void serve(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestURI().getPath();
        boolean isKey = "Bearer key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Next now = next;
        if (now == Next.LOSE_REQUEST || !isKey) {
            exchange.close();
            return;
        }
        if (exchange.getRequestMethod().equals("PUT") && !states.containsKey(id)) {
            states.put(id, now == Next.REFUSE ? "{\"state\":\"refused\",\"reason\":\"no such person\"}"
                    : "{\"state\":\"paid\",\"receipt\":\"r" + paid.incrementAndGet() + "\"}");
        }
        if (now == Next.LOSE_ANSWER) {
            exchange.close();
            return;
        }
        String answer = states.get(id);
        byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Payout.State state(Payouts.Outcome outcome) {
        return ((Payouts.Outcome.Known) outcome).payout().state();
    }

    /** What 小红 has, and what was paid out. */
    private List<Long> balances() {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        select coalesce((select balance from ledger_account where id = k.id), 0)
                        from unnest(array[:person, 5]) with ordinality as k (id, number) order by number
                        """)
                .bind("person", LedgerAccountId.member(hong)).mapTo(Long.class).list());
    }
}
