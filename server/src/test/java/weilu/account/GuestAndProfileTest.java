package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.account.DoorForTests.PASSWORD;
import static weilu.account.DoorForTests.visit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.ServerSettings.AgentBuilders;
import weilu.account.ServerSettings.SignUpPolicy;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;

class GuestAndProfileTest {
    private static final String PICTURE = "ab".repeat(32);
    private final DoorForTests door = new DoorForTests();

    @Test
    @DisplayName("[AC11] a guest becomes a person with the same account, still signed in, and rooms learn of it")
    void upgrades() {
        Entered guest = guest("小明");
        SignedIn caller = door.whoIs(guest);
        assertThat(caller.kind()).isEqualTo(Kind.GUEST);
        Account person = door.upgrade.upgrade(caller, new UpgradeGuest.Request("xiaoming", PASSWORD, null));
        assertThat(person.id()).isEqualTo(caller.account());
        assertThat(person.displayName()).isEqualTo("小明");
        assertThat(door.whoIs(guest).kind()).isEqualTo(Kind.PERSON);
        assertThat(door.profileChanges).extracting(Account::kind).containsExactly(Kind.PERSON);
        Entered again = door.signIn.signIn(new SignIn.Request("xiaoming", PASSWORD), visit("203.0.113.7"));
        assertThat(again.account().id()).isEqualTo(caller.account());
    }

    @Test
    @DisplayName("[AC11] a guest cannot take a taken name, a person is no guest, and a refused upgrade changes nothing")
    void refusesUpgrades() {
        Entered person = door.signUp("xiaohong");
        Entered guest = guest("小明");
        Refused.field(ErrorCode.NAME_TAKEN, "name", () -> upgrade(guest, "xiaohong"));
        Refused.field(ErrorCode.INVALID, "name", () -> upgrade(guest, "\u202Exm"));
        Refused.with(ErrorCode.CONFLICT, () -> upgrade(person, "xiaohong2"));
        assertThat(door.whoIs(guest).kind()).isEqualTo(Kind.GUEST);
        assertThat(door.profileChanges).isEmpty();
    }

    @Test
    @DisplayName("[AC1] the sign-up policy holds for guests who want to be persons")
    void upgradeFollowsPolicy() {
        Entered guest = guest("小明");
        SignedIn admin = door.whoIs(door.signUp("xiaohong"));
        door.db.useTransaction(tx -> door.server.change(tx, null, SignUpPolicy.INVITATION, null));
        Refused.with(ErrorCode.SIGN_UP_CLOSED, () -> upgrade(guest, "xiaoming"));
        String secret = door.db.inTransaction(tx -> door.invitations.make(tx, admin, null, null, null)).secret();
        door.upgrade.upgrade(door.whoIs(guest), new UpgradeGuest.Request("xiaoming", PASSWORD, secret));
        assertThat(door.whoIs(guest).kind()).isEqualTo(Kind.PERSON);
    }

    @Test
    @DisplayName("[AC8] a guest has no password to change")
    void guestHasNoPassword() {
        Entered guest = guest("小明");
        Refused.with(ErrorCode.FORBIDDEN, () -> door.changePassword.change(
                door.whoIs(guest), new ChangePassword.Request(null, PASSWORD), visit(guest)));
    }

    @Test
    @DisplayName("[AC4] a guest cannot come in under the host agent's name")
    void guestNamesAreChecked() {
        Refused.field(ErrorCode.INVALID, "displayName", () -> guest("阿爐"));
        assertThat(door.db.inTransaction(tx -> door.guests.createAgent(tx, "阿炉")).value()).isPositive();
    }

    @Test
    @DisplayName("[AC12] a change of name or picture reaches the rooms; language and time zone are one's own")
    void changesProfile() {
        Entered entered = door.signUp("xiaohong");
        door.db.useTransaction(tx -> tx.handle().execute("""
                insert into blob (hash, bytes, media_type, put_at) values (?, 1, 'image/png', now())
                on conflict do nothing
                """, PICTURE));
        Account renamed = change(entered, new ChangeProfile.Request("小红", PICTURE, "en", "Europe/Berlin"));
        assertThat(renamed.displayName()).isEqualTo("小红");
        assertThat(renamed.picture()).isEqualTo(PICTURE);
        assertThat(renamed.language()).isEqualTo("en");
        assertThat(door.profileChanges).containsExactly(renamed);
        Account moved = change(entered, new ChangeProfile.Request(null, null, "zh-CN", "Asia/Tokyo"));
        assertThat(moved.picture()).isEqualTo(PICTURE);
        assertThat(door.profileChanges).hasSize(1);
        assertThat(change(entered, new ChangeProfile.Request(null, "", null, null)).picture()).isNull();
        assertThat(door.profileChanges).hasSize(2);
    }

    @Test
    @DisplayName("[AC12] a bad value is refused, names its field, and leaves the whole profile as it was")
    void refusesBadProfiles() {
        Entered entered = door.signUp("xiaohong");
        Refused.field(ErrorCode.INVALID, "displayName",
                () -> change(entered, new ChangeProfile.Request("系统", null, "en", null)));
        Refused.field(ErrorCode.INVALID, "picture",
                () -> change(entered, new ChangeProfile.Request("小红", "../../etc/passwd", null, null)));
        Refused.field(ErrorCode.INVALID, "picture",
                () -> change(entered, new ChangeProfile.Request("小红", "cd".repeat(32), null, null)));
        Refused.field(ErrorCode.INVALID, "timeZone",
                () -> change(entered, new ChangeProfile.Request("小红", null, null, "Asia/Atlantis")));
        Account now = change(entered, new ChangeProfile.Request(null, null, null, null));
        assertThat(now).isEqualTo(entered.account());
        assertThat(door.profileChanges).isEmpty();
    }

    @Test
    @DisplayName("[AC15] server settings keep what was decided, and refuse nameless servers")
    void keepsSettings() {
        ServerSettings changed = door.db.inTransaction(tx -> door.server.change(tx, " 老王家 ", SignUpPolicy.CLOSED, null));
        assertThat(changed).isEqualTo(new ServerSettings("老王家", SignUpPolicy.CLOSED, AgentBuilders.PEOPLE));
        for (String bad : new String[] {"", "  ", "a\u202Eb", "a\u0000", "家".repeat(61)}) {
            Refused.field(ErrorCode.INVALID, "name",
                    () -> door.db.useTransaction(tx -> door.server.change(tx, bad, null, null)));
        }
        assertThat(door.db.inTransaction(door.server::settings)).isEqualTo(changed);
    }

    private Entered guest(String displayName) {
        return door.db.inTransaction(
                tx -> door.guests.create(tx, displayName, null, null, visit("203.0.113.7")));
    }

    private void upgrade(Entered entered, String name) {
        door.upgrade.upgrade(door.whoIs(entered), new UpgradeGuest.Request(name, PASSWORD, null));
    }

    private Account change(Entered entered, ChangeProfile.Request request) {
        return door.db.inTransaction(tx -> door.changeProfile.change(tx, door.whoIs(entered), request));
    }
}
