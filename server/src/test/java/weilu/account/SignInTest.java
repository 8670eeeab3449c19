package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.account.DoorForTests.PASSWORD;
import static weilu.account.DoorForTests.visit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;

class SignInTest {
    private final DoorForTests door = new DoorForTests();

    @Test
    @DisplayName("[AC6] the right password lets in; a wrong one and an unknown name are refused alike")
    void checks() {
        Entered first = door.signUp("xiaohong");
        assertThat(signIn("XIAOHONG", PASSWORD).account()).isEqualTo(first.account());
        Problem wrong = Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn("xiaohong", PASSWORD + "!"));
        Problem unknown = Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn("luren", PASSWORD));
        assertThat(unknown).isEqualTo(wrong);
        Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn(null, null));
        Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn("xiaohong", "红".repeat(100_000)));
        Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn("'; drop table account; --", PASSWORD));
    }

    @Test
    @DisplayName("[AC6] an unknown name costs the same work as a wrong password")
    void takesAsLong() {
        Passwords costly = new Passwords(new PasswordCost(8 * 1024, 2), 1, door.random);
        String hash = costly.hash(PASSWORD);
        long wrong = best(() -> costly.matches("wrong wrong", hash));
        long unknown = best(() -> costly.matchesNobody("wrong wrong"));
        assertThat((double) unknown / wrong).isBetween(0.3, 3.0);
    }

    @Test
    @DisplayName("[AC7] a sign-in in use goes on beyond 90 days; unused for 90 days it ends")
    void slides() {
        Entered entered = door.signUp("xiaohong");
        for (int month = 0; month < 6; month++) {
            door.clock.pass(Duration.ofDays(60));
            assertThat(door.holds(entered)).isTrue();
        }
        door.clock.pass(SignIns.IDLE_MAX);
        assertThat(door.holds(entered)).isFalse();
        assertThat(door.db.inTransaction(door.signIns::forgetExpired)).isEqualTo(1);
    }

    @Test
    @DisplayName("[AC7] the token has 256 random bits and is not in the database; nonsense is nobody's token")
    void keepsHashAlone() {
        Entered entered = door.signUp("xiaohong");
        assertThat(entered.token().text()).hasSize(43);
        assertThat(entered.token().toString()).doesNotContain(entered.token().text());
        boolean found = door.db.inTransaction(tx -> tx.handle().createQuery("""
                select exists (select from sign_in where encode(token_hash, 'escape') like :token
                               or row_to_json(sign_in)::text like :token)
                """).bind("token", "%" + entered.token().text() + "%").mapTo(Boolean.class).one());
        assertThat(found).isFalse();
        for (String nonsense : new String[] {null, "", "x", "红".repeat(50), "x".repeat(100_000), "\u0000"}) {
            Optional<SignedIn> nobody = door.db.inTransaction(tx -> door.signIns.authenticate(tx, nonsense));
            assertThat(nobody).isEmpty();
        }
    }

    @Test
    @DisplayName("[AC7] that a sign-in was used is written down at most once a minute")
    void seesSeldom() {
        Entered entered = door.signUp("xiaohong");
        door.clock.pass(Duration.ofSeconds(59));
        SignedIn caller = door.whoIs(entered);
        assertThat(only(caller).seenAt()).isEqualTo(only(caller).createdAt());
        door.clock.pass(Duration.ofSeconds(1));
        door.whoIs(entered);
        assertThat(only(caller).seenAt()).isEqualTo(door.clock.instant());
    }

    @Test
    @DisplayName("[AC8] a person lists their sign-ins and ends one, this one, or all; the socket is told of each")
    void ends() {
        Entered here = door.signUp("xiaohong");
        Entered there = signIn("xiaohong", PASSWORD);
        Entered third = signIn("xiaohong", PASSWORD);
        SignedIn caller = door.whoIs(here);
        List<SignInView> listed = door.db.inTransaction(tx -> door.signIns.list(tx, caller));
        assertThat(listed).hasSize(3).filteredOn(SignInView::current).hasSize(1);
        long other = door.db.inTransaction(tx -> door.signIns.list(tx, door.whoIs(there))).stream()
                .filter(SignInView::current).findFirst().orElseThrow().id();
        door.db.useTransaction(tx -> door.signIns.end(tx, caller, other));
        assertThat(door.holds(there)).isFalse();
        assertThat(door.ended.tokens).containsExactly(there.token().hash());
        door.db.useTransaction(tx -> door.signIns.end(tx, caller));
        assertThat(door.holds(here)).isFalse();
        assertThat(door.holds(third)).isTrue();
        door.db.useTransaction(tx -> door.signIns.endAll(tx, caller.account()));
        assertThat(door.holds(third)).isFalse();
        assertThat(door.ended.everywhere).containsExactly(caller.account());
    }

    @Test
    @DisplayName("[AC8] nobody ends another person's sign-in")
    void endsOwnOnly() {
        SignedIn hong = door.whoIs(door.signUp("xiaohong"));
        Entered ming = door.signUp("xiaoming");
        long mings = only(door.whoIs(ming)).id();
        Refused.with(ErrorCode.NOT_FOUND, () -> door.db.useTransaction(tx -> door.signIns.end(tx, hong, mings)));
        assertThat(door.holds(ming)).isTrue();
        assertThat(door.ended.tokens).isEmpty();
    }

    @Test
    @DisplayName("[AC8] a new password needs the old one, ends all other sign-ins, and replaces the old")
    void changesPassword() {
        Entered here = door.signUp("xiaohong");
        Entered there = signIn("xiaohong", PASSWORD);
        SignedIn caller = door.whoIs(here);
        Refused.field(ErrorCode.WRONG_CREDENTIALS, "current", () -> changePassword(here, "wrong", "new password"));
        Refused.field(ErrorCode.INVALID, "password", () -> changePassword(here, PASSWORD, "short"));
        assertThat(door.holds(there)).isTrue();
        changePassword(here, PASSWORD, "new password");
        assertThat(door.holds(there)).isFalse();
        assertThat(door.whoIs(here)).isEqualTo(caller);
        assertThat(door.ended.tokens).containsExactly(there.token().hash());
        Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn("xiaohong", PASSWORD));
        signIn("xiaohong", "new password");
    }

    @Test
    @DisplayName("[AC8] signing in again in the same browser ends the sign-in it had")
    void replacesSameBrowser() {
        Entered before = door.signUp("xiaohong");
        Entered after = door.signIn.signIn(new SignIn.Request("xiaohong", PASSWORD), visit(before));
        assertThat(door.holds(before)).isFalse();
        assertThat(door.holds(after)).isTrue();
    }

    @Test
    @DisplayName("[AC8] an account has at most 50 sign-ins; the longest unseen end")
    void boundsSignIns() {
        Entered first = door.signUp("xiaohong");
        for (int i = 0; i < SignIns.PER_ACCOUNT_MAX; i++) {
            door.clock.pass(Duration.ofSeconds(1));
            signIn("xiaohong", PASSWORD);
        }
        assertThat(door.holds(first)).isFalse();
        assertThat(door.ended.tokens).containsExactly(first.token().hash());
    }

    @Test
    @DisplayName("[AC9] after eight wrong passwords the right one must wait too, from that place; then it lets in")
    void limits() {
        door.signUp("xiaohong");
        for (int i = 0; i < 8; i++) {
            Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn("xiaohong", "wrong wrong"));
        }
        Problem problem = Refused.with(ErrorCode.RATE_LIMITED, () -> signIn("xiaohong", PASSWORD));
        door.signIn.signIn(new SignIn.Request("xiaohong", PASSWORD), visit("198.51.100.1"));
        door.clock.pass(Duration.between(door.clock.instant(), problem.retryAt()).plusMillis(1));
        signIn("xiaohong", PASSWORD);
    }

    private Entered signIn(String name, String password) {
        return door.signIn.signIn(new SignIn.Request(name, password), visit("203.0.113.7"));
    }

    private void changePassword(Entered by, String current, String password) {
        door.changePassword.change(door.whoIs(by), new ChangePassword.Request(current, password), visit(by));
    }

    private SignInView only(SignedIn caller) {
        return door.db.inTransaction(tx -> door.signIns.list(tx, caller)).getFirst();
    }

    private static long best(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
