package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView.Visibility;

final class InviteHostAgentTest {
    private static Hearth hearth;

    private InviteHostAgent inviting;
    private AccountId 小红;
    private AccountId 小明;
    private RoomId room;
    private MemberId luzi;

    @BeforeAll
    static void light() {
        hearth = new Hearth();
    }

    @AfterAll
    static void putOut() {
        hearth.close();
    }

    @BeforeEach
    void cast() {
        inviting = new InviteHostAgent(hearth.access, hearth.admission, tx -> hearth.luzi);
        小红 = hearth.person("小红");
        小明 = hearth.person("小明");
        room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        hearth.joined(room, 小明);
        luzi = hearth.joined(room, hearth.luzi);
    }

    @Test
    @DisplayName("[RM24] an admin brings the agent back after a kick and after a ban; its seat and name are as before")
    void comesBack() {
        hearth.run(tx -> hearth.moderation.kick(tx, room, 小红, luzi));
        assertThat(hearth.isIn(room, hearth.luzi)).isFalse();
        MemberView back = invite(小红);
        assertThat(back.id()).isEqualTo(luzi);
        assertThat(back.present()).isTrue();
        assertThat(hearth.lastEvent(room)).isEqualTo(new RoomEvent.MemberJoined(back));

        hearth.run(tx -> hearth.moderation.ban(tx, room, 小红, luzi));
        assertThat(invite(小红).present()).isTrue();
        int events = hearth.events(room).size();
        invite(小红);
        assertThat(hearth.events(room)).hasSize(events);
    }

    @Test
    @DisplayName("[RM24] a member does not, nor does anybody in a direct or an archived room")
    void notByEverybody() {
        hearth.run(tx -> hearth.moderation.kick(tx, room, 小红, luzi));
        assertRefused(ErrorCode.FORBIDDEN, () -> invite(小明));
        RoomId direct = hearth.get(tx -> hearth.openDirect.withPerson(tx, 小红, 小明));
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.get(tx -> inviting.invite(tx, direct, 小红)));
        hearth.run(tx -> hearth.changeRoom.archive(tx, room, 小红));
        assertRefused(ErrorCode.ARCHIVED, () -> invite(小红));
    }

    private MemberView invite(AccountId admin) {
        return hearth.get(tx -> inviting.invite(tx, room, admin));
    }
}
