package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weilu.protocol.MemberView.Role.ADMIN;
import static weilu.protocol.MemberView.Role.GUEST;
import static weilu.protocol.MemberView.Role.MEMBER;
import static weilu.protocol.MemberView.Role.OWNER;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.RoomId;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.RoomView.Kind;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.RoomView.WhoMayInvite;

final class PowerTest {

    @Test
    @DisplayName("[RM7] each role holds exactly these powers")
    void table() {
        assertThat(heldBy(GUEST)).containsExactly(Power.READ, Power.TALK, Power.REPORT);
        assertThat(heldBy(MEMBER)).containsExactly(
                Power.READ, Power.TALK, Power.REPORT, Power.PIN, Power.INVITE);
        assertThat(heldBy(ADMIN)).doesNotContain(
                Power.CHANGE_ROLES, Power.CHANGE_VISIBILITY, Power.TRANSFER, Power.ARCHIVE).hasSize(15);
        assertThat(heldBy(OWNER)).containsExactly(Power.values());
    }

    @Test
    @DisplayName("[RM8] a power over a member needs a role above theirs")
    void ranks() {
        assertThatCode(() -> Power.MUTE.requireOver(OWNER, ADMIN)).doesNotThrowAnyException();
        assertThatCode(() -> Power.MUTE.requireOver(ADMIN, MEMBER)).doesNotThrowAnyException();
        for (Role above : List.of(ADMIN, OWNER)) {
            assertThatThrownBy(() -> Power.MUTE.requireOver(ADMIN, above)).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> Power.MUTE.requireOver(MEMBER, GUEST)).isInstanceOf(Refusal.class);
    }

    @Test
    @DisplayName("[RM10] members invite where the room lets them; admins always, guests never; nobody into a direct room")
    void inviting() {
        RoomView open = room(Kind.GROUP, WhoMayInvite.MEMBERS);
        RoomView strict = room(Kind.GROUP, WhoMayInvite.ADMINS);
        assertThat(invitersOf(open)).containsExactly(MEMBER, ADMIN, OWNER);
        assertThat(invitersOf(strict)).containsExactly(ADMIN, OWNER);
        assertThat(invitersOf(room(Kind.DIRECT, WhoMayInvite.MEMBERS))).isEmpty();
    }

    private static List<Role> invitersOf(RoomView room) {
        return Arrays.stream(Role.values()).filter(role -> Power.mayInvite(role, room)).toList();
    }

    private static List<Power> heldBy(Role role) {
        return Arrays.stream(Power.values()).filter(power -> power.heldBy(role)).toList();
    }

    private static RoomView room(Kind kind, WhoMayInvite who) {
        return new RoomView(new RoomId(123_456_789), kind, "火锅派", "", null, Visibility.PRIVATE, who, 0, false, false);
    }
}
