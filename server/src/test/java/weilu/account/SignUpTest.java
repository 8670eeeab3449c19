package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.account.DoorForTests.PASSWORD;
import static weilu.account.DoorForTests.request;
import static weilu.account.DoorForTests.visit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.ServerSettings.SignUpPolicy;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.Refusal;

class SignUpTest {
    private final DoorForTests door = new DoorForTests();

    @Test
    @DisplayName("[AC1] on an open server a person signs up, is signed in, and is no admin")
    void opens() {
        Entered entered = door.signUp("XiaoHong");
        assertThat(entered.account().signInName()).isEqualTo("xiaohong");
        assertThat(entered.account().displayName()).isEqualTo("XiaoHong");
        assertThat(entered.account().language()).isEqualTo("zh-CN");
        assertThat(entered.account().serverAdmin()).isFalse();
        assertThat(door.whoIs(entered).account()).isEqualTo(entered.account().id());
        assertThat(door.whoIs(entered).kind()).isEqualTo(Kind.PERSON);
    }

    @Test
    @DisplayName("[AC1] a closed server takes nobody, one by invitation takes who holds one, as often as it says")
    void followsPolicy() {
        SignedIn admin = door.whoIs(door.signUp("xiaoming"));
        setPolicy(SignUpPolicy.CLOSED);
        Refused.with(ErrorCode.SIGN_UP_CLOSED, () -> door.signUp("xiaohong"));
        setPolicy(SignUpPolicy.INVITATION);
        Refused.field(ErrorCode.SIGN_UP_CLOSED, "invitation", () -> door.signUp("xiaohong"));
        String secret = door.db.inTransaction(tx -> door.invitations.make(tx, admin, "家人", 1, null)).secret();
        Refused.with(ErrorCode.SIGN_UP_CLOSED, () -> signUp("xiaohong", secret + "x", null));
        assertThat(signUp("xiaohong", secret, null).account().serverAdmin()).isFalse();
        Refused.with(ErrorCode.SIGN_UP_CLOSED, () -> signUp("luren", secret, null));
    }

    @Test
    @DisplayName("[AC1] an invitation ends by time and by being revoked; a refused sign-up uses nothing up")
    void invitationsEnd() {
        SignedIn admin = door.whoIs(door.signUp("xiaoming"));
        setPolicy(SignUpPolicy.INVITATION);
        ServerInvitations.Made shortLived = door.db.inTransaction(tx -> door.invitations.make(tx, admin, null, 2, 60L));
        ServerInvitations.Made revoked = door.db.inTransaction(tx -> door.invitations.make(tx, admin, null, 2, 60L));
        door.db.useTransaction(tx -> door.invitations.revoke(tx, revoked.id()));
        Refused.with(ErrorCode.SIGN_UP_CLOSED, () -> signUp("xiaohong", revoked.secret(), null));
        Refused.with(ErrorCode.NAME_TAKEN, () -> signUp("xiaoming", shortLived.secret(), null));
        assertThat(door.db.inTransaction(door.invitations::list)).singleElement()
                .satisfies(standing -> assertThat(standing.usesLeft()).isEqualTo(2));
        door.clock.pass(Duration.ofSeconds(60));
        Refused.with(ErrorCode.SIGN_UP_CLOSED, () -> signUp("xiaohong", shortLived.secret(), null));
    }

    @Test
    @DisplayName("[AC2] the setup token makes one admin, once, on a closed server too; nobody is admin without it")
    void setsUp() {
        Secret token = door.db.inTransaction(door.server::openSetup).orElseThrow();
        setPolicy(SignUpPolicy.CLOSED);
        Refused.field(ErrorCode.WRONG_CREDENTIALS, "setup", () -> signUp("luren", null, "wrong"));
        Entered owner = signUp("xiaohong", null, token.text());
        assertThat(owner.account().serverAdmin()).isTrue();
        assertThat(door.whoIs(owner).serverAdmin()).isTrue();
        Refused.field(ErrorCode.WRONG_CREDENTIALS, "setup", () -> signUp("luren", null, token.text()));
        assertThat(door.db.inTransaction(door.server::openSetup)).isEmpty();
        assertThat(door.db.inTransaction(door.server::isSetupNeeded)).isFalse();
    }

    @Test
    @DisplayName("[AC2] a new start makes a new setup token, and the old one stops; only hashes are stored")
    void renewsSetup() {
        Secret first = door.db.inTransaction(door.server::openSetup).orElseThrow();
        Secret second = door.db.inTransaction(door.server::openSetup).orElseThrow();
        Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signUp("xiaohong", null, first.text()));
        String stored = door.db.inTransaction(tx -> new ServerFactStore().find(tx, "setup_token_hash")).orElseThrow();
        assertThat(stored).isEqualTo(second.hash().hex()).isNotEqualTo(second.text());
        assertThat(signUp("xiaohong", null, second.text()).account().serverAdmin()).isTrue();
    }

    @Test
    @DisplayName("[AC2] of many who use the setup token at once, one becomes admin")
    void setsUpOnceUnderRace() throws Exception {
        Secret token = door.db.inTransaction(door.server::openSetup).orElseThrow();
        Set<String> admins = ConcurrentHashMap.newKeySet();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String name = "person" + i;
                crowd.submit(() -> {
                    try {
                        signUp(name, null, token.text());
                        admins.add(name);
                    } catch (Refusal late) {
                        assertThat(late.problem().code()).isEqualTo(ErrorCode.WRONG_CREDENTIALS);
                    }
                });
            }
        }
        assertThat(admins).hasSize(1);
    }

    @Test
    @DisplayName("[AC3] a name that folds to a taken one is taken")
    void namesAreUnique() {
        door.signUp("xiaohong");
        Refused.field(ErrorCode.NAME_TAKEN, "name", () -> door.signUp("ＸiaoHong"));
    }

    @Test
    @DisplayName("[AC5] passwords of 7 and 257 characters are refused, of 8 and 256 of any script are not")
    void boundsPasswords() {
        Refused.field(ErrorCode.INVALID, "password", () -> signUpWith("xiaohong", "1234567"));
        Refused.field(ErrorCode.INVALID, "password", () -> signUpWith("xiaohong", "红".repeat(257)));
        Refused.field(ErrorCode.INVALID, "password", () -> signUpWith("xiaohong", null));
        signUpWith("xiaohong", "红".repeat(256));
        signUpWith("xiaoming", "围炉夜话暖暖的火");
    }

    @Test
    @DisplayName("[AC5] what is stored is Argon2id with its salt, never the password")
    void storesArgon2id() {
        door.signUp("xiaohong");
        String stored = door.db.inTransaction(tx -> door.accounts.credentials(tx, SignInName.require("xiaohong")))
                .orElseThrow().passwordHash();
        assertThat(stored).startsWith("$argon2id$v=19$m=64,t=1,p=1$").doesNotContain(PASSWORD);
        assertThat(door.passwords.hash(PASSWORD)).isNotEqualTo(door.passwords.hash(PASSWORD));
    }

    @Test
    @DisplayName("[AC4] a sign-up with a bad profile is refused as a whole, naming the field")
    void refusesBadProfiles() {
        Refused.field(ErrorCode.INVALID, "displayName", () -> signUpAs("阿炉", null, null));
        Refused.field(ErrorCode.INVALID, "language", () -> signUpAs("小红", "fr", null));
        Refused.field(ErrorCode.INVALID, "timeZone", () -> signUpAs("小红", null, "Mars/Base"));
        Refused.field(ErrorCode.INVALID, "timeZone", () -> signUpAs("小红", null, "+08:00"));
        assertThat(signUpAs("小红", "en", "Europe/Berlin").account().timeZone()).isEqualTo("Europe/Berlin");
    }

    private Entered signUp(String name, String invitation, String setup) {
        return door.signUp.signUp(
                new SignUp.Request(name, PASSWORD, null, null, null, invitation, setup), visit("203.0.113.7"));
    }

    private Entered signUpWith(String name, String password) {
        return door.signUp.signUp(
                new SignUp.Request(name, password, null, null, null, null, null), visit("203.0.113.7"));
    }

    private Entered signUpAs(String displayName, String language, String timeZone) {
        SignUp.Request asked = request("xiaohong");
        return door.signUp.signUp(new SignUp.Request(asked.name(), asked.password(), displayName, language, timeZone,
                null, null), visit("203.0.113.7"));
    }

    private void setPolicy(SignUpPolicy policy) {
        door.db.useTransaction(tx -> door.server.change(tx, null, policy, null));
    }
}
