package weilu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.SecretHash;
import weilu.account.SignedIn;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.TransferId;
import weilu.ledger.Earning.Already;
import weilu.ledger.Earning.Earned;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame;
import weilu.room.RecordedFrames;

/** The clock begins at noon UTC: eight in the evening in Shanghai. */
final class CoinGiftsTest {
    private static final LedgerWorld WORLD = new LedgerWorld();
    private final RecordedFrames frames = new RecordedFrames();
    private final CoinGifts gifts = new CoinGifts(WORLD.ledger, new CoinSigns(frames), WORLD.clock);
    private final Wallet wallet = new Wallet(gifts);

    @AfterAll
    static void end() {
        WORLD.close();
    }

    private Earning daily(AccountId person) {
        return WORLD.db.inTransaction(tx -> gifts.takeDaily(tx, person));
    }

    private long has(AccountId person) {
        return WORLD.balance(LedgerAccountId.member(person));
    }

    private void lives(AccountId person, String zone) {
        WORLD.db.useTransaction(tx -> tx.handle().execute("update account set time_zone = ? where id = ?", zone, person.value()));
    }

    @Test
    @DisplayName("[LG10] the starting gift is given once in the life of an account")
    void startsOnce() {
        AccountId hong = WORLD.person("小红");
        WORLD.db.useTransaction(tx -> gifts.personBegan(tx, hong));
        WORLD.db.useTransaction(tx -> gifts.personBegan(tx, hong));
        assertThat(has(hong)).isEqualTo(200);
    }

    @Test
    @DisplayName("[LG10] the daily gift is given once for each day of the person's own, and the wallet says when the next is")
    void onceADay() {
        AccountId hong = WORLD.person("小红");
        assertThat(daily(hong)).isEqualTo(new Earned(new Coins(20), 20));
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        Instant midnight = WORLD.clock.instant().atZone(shanghai).toLocalDate().plusDays(1).atStartOfDay(shanghai).toInstant();
        assertThat(daily(hong)).isEqualTo(new Already(midnight));
        assertThat(WORLD.db.<Wallet.View>inTransaction(tx -> wallet.of(tx, hong)))
                .isEqualTo(new Wallet.View(20, new Coins(20), midnight));
        WORLD.clock.pass(Duration.between(WORLD.clock.instant(), midnight).minusMillis(1));
        assertThat(daily(hong)).isInstanceOf(Already.class);
        WORLD.clock.pass(Duration.ofMillis(1));
        assertThat(daily(hong)).isEqualTo(new Earned(new Coins(20), 40));
        assertThat(frames.sent()).extracting(RecordedFrames.Sent::frame)
                .containsExactly(new ServerFrame.CoinsChanged(20), new ServerFrame.CoinsChanged(40));
    }

    @Test
    @DisplayName("[LG10] who moves to where it is tomorrow, and back, waits a whole day")
    void movingGivesNothing() {
        AccountId hong = WORLD.person("小红");
        assertThat(daily(hong)).isInstanceOf(Earned.class);
        Instant first = WORLD.clock.instant();
        for (String zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Kiritimati", "Asia/Shanghai")) {
            lives(hong, zone);
            assertThat(daily(hong)).isInstanceOf(Already.class);
        }
        lives(hong, "Pacific/Kiritimati");
        WORLD.clock.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(daily(hong)).isEqualTo(new Already(first.plus(Duration.ofHours(24))));
        WORLD.clock.pass(Duration.ofMillis(1));
        assertThat(daily(hong)).isInstanceOf(Earned.class);
    }

    @Test
    @DisplayName("[LG10] twenty taps at once are one gift")
    void tapsAtOnce() throws Exception {
        AccountId hong = WORLD.person("小红");
        List<Future<Earning>> taps = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                taps.add(threads.submit(() -> daily(hong)));
            }
        }
        int earned = 0;
        for (Future<Earning> tap : taps) {
            earned += tap.get() instanceof Earned ? 1 : 0;
        }
        assertThat(earned).isEqualTo(1);
        assertThat(has(hong)).isEqualTo(20);
    }

    @Test
    @DisplayName("[LG11] one earns and sends a day what the settings allow, the next day again")
    void limits() {
        AccountId hong = WORLD.person("小红");
        assertThat(earn(hong, "a", 490)).isEqualTo(new Earned(new Coins(490), 490));
        assertThat(earn(hong, "a", 490)).isInstanceOf(Already.class);
        assertThat(earn(hong, "b", 30)).isEqualTo(new Earned(new Coins(10), 500));
        assertThat(earn(hong, "c", 1)).isEqualTo(new Earning.EnoughToday());
        assertThat(daily(hong)).isEqualTo(new Earning.EnoughToday());
        assertThat(sends(hong, 20_000)).isTrue();
        assertThat(sends(hong, 1)).isFalse();
        WORLD.clock.pass(Duration.ofDays(1));
        assertThat(earn(hong, "c", 1)).isEqualTo(new Earned(new Coins(1), 501));
        assertThat(sends(hong, 1)).isTrue();
    }

    @Test
    @DisplayName("[LG10] [LG12] an admin grants with a reason, once for an id, and the person reads who and why")
    void grants() {
        AccountId boss = WORLD.person("掌柜");
        AccountId ming = WORLD.person("小明");
        WORLD.db.useTransaction(tx -> tx.handle().execute("update account set sign_in_name = 'ming' where id = ?", ming.value()));
        SignedIn admin = new SignedIn(boss, Kind.PERSON, true, new SecretHash("0".repeat(64)));
        UUID id = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            assertThat(WORLD.db.<Long>inTransaction(tx -> gifts.grant(tx, admin, id, "ming", new Coins(8), "帮忙搬家")))
                    .isEqualTo(8);
        }
        assertThatThrownBy(() -> WORLD.db.useTransaction(tx -> gifts.grant(tx, admin, id, "ming", new Coins(9), "帮忙搬家")))
                .isInstanceOfSatisfying(Refusal.class, refusal ->
                        assertThat(refusal.problem().code()).isEqualTo(ErrorCode.ID_REUSED));
        assertThatThrownBy(() -> WORLD.db.useTransaction(tx -> gifts.grant(tx, admin, id, "nobody", new Coins(8), "x")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.problem().field()).isEqualTo("name"));
        Wallet.Page page = WORLD.db.inTransaction(tx -> wallet.lines(tx, ming, Long.MAX_VALUE));
        assertThat(page.more()).isFalse();
        assertThat(page.lines()).singleElement().satisfies(line -> {
            assertThat(List.of(line.amount(), line.kind(), line.by(), line.note())).isEqualTo(List.of(8L, "grant", "掌柜", "帮忙搬家"));
            assertThat(line.otherKind()).isEqualTo("issue");
        });
    }

    @Test
    @DisplayName("a long history comes page by page, the newest first, none twice")
    void pages() {
        LedgerAccountId hong = WORLD.rich("小红", 1);
        for (int i = 0; i < Wallet.LINES_MAX; i++) {
            WORLD.give(hong, i + 2);
        }
        Wallet.Page first = WORLD.db.inTransaction(tx -> wallet.lines(tx, hong.owner(), Long.MAX_VALUE));
        assertThat(first.more()).isTrue();
        assertThat(first.lines()).hasSize(Wallet.LINES_MAX).first().extracting(Wallet.Line::amount)
                .isEqualTo((long) Wallet.LINES_MAX + 1);
        Wallet.Page rest = WORLD.db.inTransaction(tx -> wallet.lines(tx, hong.owner(), first.lines().getLast().id()));
        assertThat(rest.more()).isFalse();
        assertThat(rest.lines()).singleElement().extracting(Wallet.Line::amount).isEqualTo(1L);
    }

    private Earning earn(AccountId person, String what, long coins) {
        return WORLD.db.inTransaction(tx -> gifts.earn(
                tx, person, TransferId.of("check_in", person, what), "check_in", what, new Coins(coins)));
    }

    private boolean sends(AccountId person, long coins) {
        return WORLD.db.inTransaction(tx -> gifts.countSent(tx, person, new Coins(coins)));
    }
}
