package weilu.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weilu.PinnedClock;
import weilu.account.AttemptLimits.Allowance;
import weilu.account.AttemptLimits.Sizes;
import weilu.account.ServerSettings.AgentBuilders;
import weilu.account.ServerSettings.SignUpPolicy;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.media.BlobRowStore;

/** The whole of the feature over an emptied database, with cheap passwords and a clock that stands. */
final class DoorForTests {
    static final String PASSWORD = "correct horse 电池 订书钉";
    static final PasswordCost CHEAP = new PasswordCost(64, 1);
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    final Db db = DATABASE.db();
    final PinnedClock clock = PinnedClock.still();
    final SecureRandom random = new SecureRandom();
    final Ended ended = new Ended();
    final List<Account> profileChanges = new ArrayList<>();
    final AccountStore accounts = new AccountStore();
    final SignIns signIns = new SignIns(new SignInStore(), ended, random, clock);
    final ServerDoor server = new ServerDoor(
            new ServerFactStore(), accounts, new ServerSettings("围炉", SignUpPolicy.OPEN, AgentBuilders.PEOPLE), random);
    final ServerInvitations invitations = new ServerInvitations(new ServerInvitationStore(), random, clock);
    final SignUpRules rules = new SignUpRules(server, invitations);
    final ProfileRules profiles = new ProfileRules(new DisplayNames(new LookAlikes("阿炉")));
    final Passwords passwords = new Passwords(CHEAP, 2, random);
    final AttemptLimits limits = new AttemptLimits(new Sizes(
            new Allowance(40, Duration.ofMinutes(10)), new Allowance(8, Duration.ofMinutes(5)),
            new Allowance(40, Duration.ofMinutes(20)), new Allowance(30, Duration.ofHours(1)),
            new Allowance(10, Duration.ofMinutes(10))), clock);
    final SignUp signUp = new SignUp(db, accounts, signIns, rules, profiles, passwords, limits, (tx, person) -> { }, clock);
    final SignIn signIn = new SignIn(db, accounts, signIns, passwords, limits);
    final ChangePassword changePassword = new ChangePassword(db, accounts, signIns, passwords, limits);
    final ChangeProfile changeProfile =
            new ChangeProfile(accounts, profiles, new BlobRowStore(), (tx, changed) -> profileChanges.add(changed));
    final Guests guests = new Guests(accounts, signIns, profiles, limits, clock);
    final UpgradeGuest upgrade =
            new UpgradeGuest(db, accounts, rules, passwords, (tx, changed) -> profileChanges.add(changed),
                    (tx, person) -> { });

    /** What the socket would have been told. */
    static final class Ended implements SignInsEnded {
        final List<SecretHash> tokens = new ArrayList<>();
        final List<AccountId> everywhere = new ArrayList<>();

        @Override
        public void signInEnded(Tx tx, SecretHash token) {
            tx.afterCommit(() -> tokens.add(token));
        }

        @Override
        public void accountSignedOut(Tx tx, AccountId account) {
            tx.afterCommit(() -> everywhere.add(account));
        }
    }

    DoorForTests() {
        db.useTransaction(tx -> tx.handle().execute("""
                delete from server_invitation; delete from server_fact; delete from account
                """));
    }

    Entered signUp(String name) {
        return signUp.signUp(request(name), visit("203.0.113.7"));
    }

    static SignUp.Request request(String name) {
        return new SignUp.Request(name, PASSWORD, null, null, null, null, null);
    }

    static Visit visit(String place) {
        return new Visit(place, "Mozilla/5.0 (test)", null);
    }

    static Visit visit(Entered entered) {
        return new Visit("203.0.113.7", "Mozilla/5.0 (test)", entered.token().text());
    }

    /** Who the token stands for; fails when it does not hold. */
    SignedIn whoIs(Entered entered) {
        return db.inTransaction(tx -> signIns.authenticate(tx, entered.token().text())).orElseThrow();
    }

    boolean holds(Entered entered) {
        return db.inTransaction(tx -> signIns.authenticate(tx, entered.token().text())).isPresent();
    }
}
