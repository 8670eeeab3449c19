package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.RoomView.Visibility;

final class ModerationTest {
    @RegisterExtension
    static final Hearth hearth = new Hearth();

    private AccountId 小红;
    private AccountId 小明;
    private AccountId 路人;
    private MemberId owner;
    private MemberId member;
    private RoomId room;

    @BeforeEach
    void cast() {
        小红 = hearth.person("小红");
        小明 = hearth.person("小明");
        路人 = hearth.person("路人");
        room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        owner = hearth.memberOf(room, 小红);
        member = hearth.joined(room, 小明);
    }

    @Test
    @DisplayName("[RM7] the owner makes an admin and unmakes them; an admin does not")
    void roles() {
        MemberView admin = changeRole(小红, member, Role.ADMIN);
        assertThat(admin.role()).isEqualTo(Role.ADMIN);
        assertThat(hearth.lastEvent(room)).isEqualTo(new RoomEvent.MemberChanged(admin, owner));

        MemberId third = hearth.joined(room, 路人);
        assertRefused(ErrorCode.FORBIDDEN, () -> changeRole(小明, third, Role.ADMIN));
        assertThat(changeRole(小红, member, Role.MEMBER).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    @DisplayName("[RM21] a change to what is so already logs nothing")
    void nothingChanges() {
        int events = hearth.events(room).size();
        changeRole(小红, member, Role.MEMBER);
        hearth.run(tx -> hearth.moderation.mute(tx, room, 小红, member, Duration.ZERO));
        hearth.run(tx -> hearth.changeRoom.change(tx, room, 小红,
                new ChangeRoom.Wish("火锅派", "", "", Visibility.PUBLIC, null, 0, null)));
        hearth.run(tx -> hearth.changeRoom.unarchive(tx, room, 小红));
        assertThat(hearth.events(room)).hasSize(events);
    }

    @Test
    @DisplayName("[RM8] agents stay members, persons are no guests, and ownership goes by transfer alone")
    void fittingRoles() {
        MemberId agent = hearth.joined(room, hearth.luzi);
        assertRefused(ErrorCode.INVALID, () -> changeRole(小红, agent, Role.ADMIN));
        assertRefused(ErrorCode.INVALID, () -> changeRole(小红, member, Role.GUEST));
        assertRefused(ErrorCode.INVALID, () -> changeRole(小红, member, Role.OWNER));
        assertRefused(ErrorCode.FORBIDDEN, () -> changeRole(小红, owner, Role.MEMBER));
        assertRefused(ErrorCode.INVALID, () -> hearth.run(tx -> hearth.moderation.transfer(tx, room, 小红, agent)));
    }

    @Test
    @DisplayName("[RM8] an admin mutes a member, but neither another admin nor the owner")
    void muting() {
        MemberId second = hearth.joined(room, 路人);
        changeRole(小红, second, Role.ADMIN);
        MemberView muted = mute(路人, member, Duration.ofMinutes(10));
        assertThat(muted.mutedUntil()).isEqualTo(hearth.clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(membership(小明).whyNotTalk(hearth.clock.instant())).get()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.MUTED));

        assertThat(mute(小红, member, Duration.ZERO).mutedUntil()).isNull();
        assertThat(membership(小明).whyNotTalk(hearth.clock.instant())).isEmpty();
        assertRefused(ErrorCode.FORBIDDEN, () -> mute(路人, owner, Duration.ofMinutes(10)));
        assertRefused(ErrorCode.FORBIDDEN, () -> mute(小明, second, Duration.ofMinutes(10)));
        assertRefused(ErrorCode.INVALID, () -> mute(小红, member, Duration.ofDays(31)));
        assertRefused(ErrorCode.INVALID, () -> mute(小红, member, Duration.ofSeconds(-1)));
    }

    @Test
    @DisplayName("[RM16] who is kicked is out at once, on every open screen, and may come back as a member")
    void kicking() {
        changeRole(小红, member, Role.ADMIN);
        hearth.run(tx -> hearth.moderation.kick(tx, room, 小红, member));

        assertThat(hearth.isIn(room, 小明)).isFalse();
        assertThat(hearth.lastEvent(room)).isEqualTo(new RoomEvent.MemberLeft(member, Departure.KICKED, owner));
        assertThat(hearth.live.ended()).contains(new RecordedFrames.Ended(小明, room, Departure.KICKED));
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx -> hearth.moderation.kick(tx, room, 小红, member)));

        hearth.run(tx -> hearth.join.byNumber(tx, 小明, room));
        assertThat(membership(小明).member()).isEqualTo(member);
        assertThat(membership(小明).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    @DisplayName("[RM17] a mute outlasts leaving and coming back")
    void muteOutlasts() {
        mute(小红, member, Duration.ofHours(1));
        hearth.run(tx -> hearth.departures.leave(tx, room, 小明));
        hearth.run(tx -> hearth.join.byNumber(tx, 小明, room));
        assertThat(membership(小明).isMutedAt(hearth.clock.instant())).isTrue();
    }

    @Test
    @DisplayName("[RM12] who is banned gets in by no door until unbanned")
    void banning() {
        InvitationView invitation = hearth.get(tx -> hearth.invitations.create(
                tx, room, 小红, new InvitationTerms(false, null, false, null)));
        hearth.run(tx -> hearth.moderation.ban(tx, room, 小红, member));
        assertRefused(ErrorCode.BANNED, () -> hearth.run(tx -> hearth.join.byNumber(tx, 小明, room)));
        assertRefused(ErrorCode.BANNED, () -> hearth.run(tx ->
                hearth.join.byInvitation(tx, 小明, invitation.secret())));
        assertThat(bans()).extracting(MemberView::id).containsExactly(member);

        hearth.run(tx -> hearth.moderation.unban(tx, room, 小红, member));
        assertThat(bans()).isEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx -> hearth.moderation.unban(tx, room, 小红, member)));
        hearth.run(tx -> hearth.join.byNumber(tx, 小明, room));
        assertThat(hearth.isIn(room, 小明)).isTrue();
    }

    @Test
    @DisplayName("[RM12] who has left can be banned, even a former admin by an admin")
    void banningTheAbsent() {
        MemberId second = hearth.joined(room, 路人);
        changeRole(小红, second, Role.ADMIN);
        changeRole(小红, member, Role.ADMIN);
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.moderation.ban(tx, room, 路人, member)));
        hearth.run(tx -> hearth.departures.leave(tx, room, 小明));
        int events = hearth.events(room).size();
        hearth.run(tx -> hearth.moderation.ban(tx, room, 路人, member));
        assertThat(hearth.events(room)).hasSize(events);
        assertRefused(ErrorCode.BANNED, () -> hearth.run(tx -> hearth.join.byNumber(tx, 小明, room)));
    }

    @Test
    @DisplayName("[RM15] the owner leaves only after transferring or archiving")
    void ownerLeaves() {
        assertRefused(ErrorCode.CONFLICT, () -> hearth.run(tx -> hearth.departures.leave(tx, room, 小红)));
        hearth.run(tx -> hearth.moderation.transfer(tx, room, 小红, member));
        assertThat(membership(小明).role()).isEqualTo(Role.OWNER);
        assertThat(membership(小红).role()).isEqualTo(Role.ADMIN);
        hearth.run(tx -> hearth.departures.leave(tx, room, 小红));
        assertThat(hearth.isIn(room, 小红)).isFalse();

        hearth.run(tx -> hearth.changeRoom.archive(tx, room, 小明));
        hearth.run(tx -> hearth.departures.leave(tx, room, 小明));
        assertThat(hearth.isIn(room, 小明)).isFalse();
    }

    @Test
    @DisplayName("[RM15] who has left keeps the name they had; who comes back has their own again")
    void nameWhenLeft() {
        hearth.run(tx -> hearth.departures.leave(tx, room, 小明));
        hearth.run(tx -> tx.handle().createUpdate("update account set display_name = '大明' where id = :id")
                .bind("id", 小明).execute());
        assertThat(names()).containsExactly("小红", "小明");
        hearth.run(tx -> hearth.join.byNumber(tx, 小明, room));
        assertThat(names()).containsExactly("小红", "大明");
    }

    @Test
    @DisplayName("[RM2] an outsider moderates nothing")
    void outsiders() {
        assertRefused(ErrorCode.NOT_MEMBER, () -> mute(路人, member, Duration.ofMinutes(1)));
        assertRefused(ErrorCode.NOT_MEMBER, () -> hearth.run(tx -> hearth.moderation.kick(tx, room, 路人, member)));
        assertRefused(ErrorCode.NOT_MEMBER, () -> hearth.run(tx -> hearth.changeRoom.archive(tx, room, 路人)));
    }

    @Test
    @DisplayName("[RM22] a member of another room is NOT_FOUND in this one")
    void foreignMember() {
        RoomId other = hearth.room(小红, "麻将派", Visibility.PRIVATE);
        MemberId foreign = hearth.joined(other, 路人);
        assertRefused(ErrorCode.NOT_FOUND, () -> mute(小红, foreign, Duration.ofMinutes(1)));
        assertRefused(ErrorCode.NOT_FOUND, () -> changeRole(小红, foreign, Role.ADMIN));
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx -> hearth.moderation.kick(tx, room, 小红, foreign)));
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx -> hearth.moderation.ban(tx, room, 小红, foreign)));
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx -> hearth.moderation.transfer(tx, room, 小红, foreign)));
        hearth.run(tx -> hearth.moderation.kick(tx, other, 小红, foreign));
    }

    private MemberView changeRole(AccountId actor, MemberId target, Role role) {
        return hearth.get(tx -> hearth.moderation.changeRole(tx, room, actor, target, role));
    }

    private MemberView mute(AccountId actor, MemberId target, Duration duration) {
        return hearth.get(tx -> hearth.moderation.mute(tx, room, actor, target, duration));
    }

    private Membership membership(AccountId account) {
        return hearth.get(tx -> hearth.access.require(tx, room, account));
    }

    private List<MemberView> bans() {
        return hearth.get(tx -> hearth.moderation.bans(tx, membership(小红)));
    }

    private List<String> names() {
        return hearth.get(tx -> hearth.rooms.members(tx, room)).stream().map(MemberView::displayName).toList();
    }
}
