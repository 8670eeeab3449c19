package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.account.DoorForTests.visit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.protocol.ErrorCode;

class PasskeysTest {
    private static final PasskeyOrigin HERE = PasskeyOrigin.of("https://weilu.example");
    private final DoorForTests door = new DoorForTests();
    private final Passkeys passkeys = new Passkeys(door.db, new PasskeyStore(), door.accounts, door.signIns,
            door.server, door.limits, door.random, door.clock);
    private final Entered hong = door.signUp("xiaohong");
    private final SoftwareAuthenticator phone = new SoftwareAuthenticator("https://weilu.example", "weilu.example");

    @Test
    @DisplayName("[AC10] a passkey made here lets its owner in, again and again")
    void letsIn() {
        PasskeyView made = register(phone, "手机");
        assertThat(made.label()).isEqualTo("手机");
        for (int i = 0; i < 3; i++) {
            Entered entered = passkeys.signIn(phone.signIn(challenge()).toString(), HERE, visit("203.0.113.7"));
            assertThat(entered.account().id()).isEqualTo(hong.account().id());
            assertThat(door.holds(entered)).isTrue();
        }
        assertThat(list()).singleElement().satisfies(listed ->
                assertThat(listed.usedAt()).isEqualTo(door.clock.instant()));
    }

    @Test
    @DisplayName("[AC10] a challenge is answered once, in time, for what it was given for, by whom it was given to")
    void challengesAreSingleUse() {
        register(phone, "手机");
        String once = challenge();
        signIn(phone.signIn(once));
        assertNotIn(phone.signIn(once));
        String late = challenge();
        door.clock.pass(Passkeys.CHALLENGE_TIME);
        assertNotIn(phone.signIn(late));
        assertNotIn(phone.signIn("AAAA"));
        SignedIn person = door.whoIs(hong);
        assertNotIn(phone.signIn(options().challenge()));
        SignedIn ming = door.whoIs(door.signUp("xiaoming"));
        PasskeyOptions.Creation mings = door.db.inTransaction(tx -> passkeys.registrationOptions(tx, ming, HERE));
        SoftwareAuthenticator other = new SoftwareAuthenticator("https://weilu.example", "weilu.example");
        assertNotRegistered(person, other.register(mings.challenge(), mings.user().id()));
        signIn(phone.signIn(challenge()));
    }

    @Test
    @DisplayName("[AC10] an answer made on another site, or for another host, is refused")
    void bindsOrigin() {
        SoftwareAuthenticator phished = new SoftwareAuthenticator("https://weilu.example.evil", "weilu.example");
        SoftwareAuthenticator elsewhere = new SoftwareAuthenticator("https://weilu.example", "evil.example");
        for (SoftwareAuthenticator wrong : List.of(phished, elsewhere)) {
            PasskeyOptions.Creation options = options();
            assertNotRegistered(door.whoIs(hong), wrong.register(options.challenge(), options.user().id()));
        }
        assertThat(list()).isEmpty();
    }

    @Test
    @DisplayName("[AC10] a counter that does not grow, as a copied passkey's, is refused")
    void checksCounter() {
        register(phone, "手机");
        signIn(phone.signInWithCounter(challenge(), 7));
        assertNotIn(phone.signInWithCounter(challenge(), 7));
        assertNotIn(phone.signInWithCounter(challenge(), 3));
        signIn(phone.signInWithCounter(challenge(), 8));
    }

    @Test
    @DisplayName("[AC10] a changed signature, a foreign user and nonsense let nobody in")
    void refusesForgeries() {
        register(phone, "手机");
        ObjectNode forged = phone.signIn(challenge());
        String other = phone.signIn(challenge()).at("/response/signature").asText();
        forged.withObject("/response").put("signature", other);
        assertNotIn(forged);
        ObjectNode foreign = phone.signIn(challenge());
        foreign.withObject("/response").put("userHandle", "AAAAAAAAAAE");
        assertNotIn(foreign);
        SoftwareAuthenticator stranger = new SoftwareAuthenticator("https://weilu.example", "weilu.example");
        stranger.register(options().challenge(), options().user().id());
        assertNotIn(stranger.signIn(challenge()));
        for (String nonsense : new String[] {null, "", "{}", "[]", "null", "{\"id\":1}", "[".repeat(30_000),
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}", "x".repeat(100_000)}) {
            Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> passkeys.signIn(nonsense, HERE, visit("203.0.113.7")));
            Refused.with(ErrorCode.INVALID, () -> passkeys.register(door.whoIs(hong), nonsense, "", HERE));
        }
    }

    @Test
    @DisplayName("[AC10] one's passkeys are listed, named and deleted by oneself alone; a deleted one lets nobody in")
    void deletes() {
        PasskeyView made = register(phone, "手机");
        SignedIn ming = door.whoIs(door.signUp("xiaoming"));
        Refused.with(ErrorCode.NOT_FOUND, () -> door.db.useTransaction(tx -> passkeys.delete(tx, ming, made.id())));
        Refused.with(ErrorCode.NOT_FOUND,
                () -> door.db.useTransaction(tx -> passkeys.rename(tx, ming, made.id(), "我的")));
        SignedIn person = door.whoIs(hong);
        door.db.useTransaction(tx -> passkeys.rename(tx, person, made.id(), "旧手机"));
        assertThat(list()).extracting(PasskeyView::label).containsExactly("旧手机");
        Refused.field(ErrorCode.INVALID, "label",
                () -> door.db.useTransaction(tx -> passkeys.rename(tx, person, made.id(), "a\u202Eb")));
        door.db.useTransaction(tx -> passkeys.delete(tx, person, made.id()));
        assertNotIn(phone.signIn(challenge()));
    }

    @Test
    @DisplayName("[AC10] the same passkey is registered once; the options name those one has")
    void registersOnce() {
        register(phone, "手机");
        PasskeyOptions.Creation options = options();
        assertThat(options.excludeCredentials()).hasSize(1);
        ObjectNode again = phone.register(options.challenge(), options.user().id());
        Refused.with(ErrorCode.CONFLICT,
                () -> passkeys.register(door.whoIs(hong), again.toString(), "又", HERE));
    }

    @Test
    @DisplayName("[AC10] challenges are limited per network, and passkeys need a host name")
    void limits() {
        for (int i = 0; i < 10; i++) {
            challenge();
        }
        Refused.with(ErrorCode.RATE_LIMITED, this::challenge);
        door.clock.pass(Duration.ofMinutes(1));
        challenge();
        for (String address : List.of("http://192.168.1.7:8080", "https://[::1]", "null", "")) {
            Refused.with(ErrorCode.INVALID, () -> PasskeyOrigin.of(address));
        }
        assertThat(PasskeyOrigin.of("http://localhost:8080").host()).isEqualTo("localhost");
    }

    private PasskeyView register(SoftwareAuthenticator authenticator, String label) {
        PasskeyOptions.Creation options = options();
        ObjectNode credential = authenticator.register(options.challenge(), options.user().id());
        return passkeys.register(door.whoIs(hong), credential.toString(), label, HERE);
    }

    private PasskeyOptions.Creation options() {
        SignedIn person = door.whoIs(hong);
        return door.db.inTransaction(tx -> passkeys.registrationOptions(tx, person, HERE));
    }

    private String challenge() {
        return door.db.inTransaction(tx -> passkeys.signInOptions(tx, HERE, visit("203.0.113.7"))).challenge();
    }

    private void signIn(ObjectNode answer) {
        passkeys.signIn(answer.toString(), HERE, visit("203.0.113.7"));
    }

    private void assertNotIn(ObjectNode answer) {
        Refused.with(ErrorCode.WRONG_CREDENTIALS, () -> signIn(answer));
    }

    private void assertNotRegistered(SignedIn person, ObjectNode answer) {
        Refused.field(ErrorCode.INVALID, "credential",
                () -> passkeys.register(person, answer.toString(), "", HERE));
    }

    private List<PasskeyView> list() {
        SignedIn person = door.whoIs(hong);
        return door.db.inTransaction(tx -> passkeys.list(tx, person));
    }
}
