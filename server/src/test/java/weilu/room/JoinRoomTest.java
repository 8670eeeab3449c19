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
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.ServerFrame;

final class JoinRoomTest {
    @RegisterExtension
    static final Hearth hearth = new Hearth();

    private AccountId 小红;
    private AccountId 路人;

    @BeforeEach
    void cast() {
        小红 = hearth.person("小红");
        路人 = hearth.person("路人");
    }

    @Test
    @DisplayName("[RM6] a new room has a nine-digit number, one owner and one event")
    void creating() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PRIVATE);

        assertThat(room.value()).isBetween(100_000_000L, 999_999_999L);
        assertThat(hearth.get(tx -> hearth.access.require(tx, room, 小红)).role()).isEqualTo(Role.OWNER);
        assertThat(hearth.events(room)).singleElement().isInstanceOf(RoomEvent.MemberJoined.class);
    }

    @Test
    @DisplayName("[RM6] a guest makes no rooms; a person does")
    void guestsMakeNoRooms() {
        AccountId guest = hearth.account("过客", Kind.GUEST);
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.room(guest, "火锅派", Visibility.PUBLIC));
        assertThat(hearth.room(小红, "火锅派", Visibility.PUBLIC)).isNotNull();
    }

    @Test
    @DisplayName("[RM9] a public and an unlisted room are joined by number at once")
    void openRooms() {
        for (Visibility visibility : List.of(Visibility.PUBLIC, Visibility.UNLISTED)) {
            RoomId room = hearth.room(小红, "火锅派", visibility);
            assertThat(byNumber(路人, room)).isInstanceOf(JoinOutcome.Joined.class);
            assertThat(hearth.isIn(room, 路人)).isTrue();
            assertThat(hearth.lastEvent(room)).isInstanceOfSatisfying(RoomEvent.MemberJoined.class,
                    joined -> assertThat(joined.member().displayName()).isEqualTo("路人"));
        }
    }

    @Test
    @DisplayName("[RM9] an unknown number and a direct room's number are NOT_FOUND alike")
    void unknownNumbers() {
        AccountId 小明 = hearth.person("小明");
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        hearth.joined(room, 小明);
        RoomId direct = hearth.get(tx -> hearth.openDirect.withPerson(tx, 小红, 小明));

        assertRefused(ErrorCode.NOT_FOUND, () -> byNumber(路人, direct));
        assertRefused(ErrorCode.NOT_FOUND, () -> byNumber(路人, unusedNumber()));
        assertThat(byNumber(路人, room)).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    @DisplayName("[RM9] a private room's number knocks: its admins are told once, and let the person in")
    void knocking() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        int before = hearth.live.sent().size();

        assertThat(byNumber(路人, room)).isEqualTo(new JoinOutcome.ApprovalNeeded(room));
        assertThat(byNumber(路人, room)).isEqualTo(new JoinOutcome.ApprovalNeeded(room));

        assertThat(hearth.isIn(room, 路人)).isFalse();
        MemberId owner = hearth.memberOf(room, 小红);
        assertThat(hearth.live.sent().subList(before, hearth.live.sent().size())).containsExactly(
                new RecordedFrames.Sent(List.of(owner), new ServerFrame.JoinRequestsChanged(room, 1)));
        assertThat(waiting(room)).extracting(JoinRequest::account).containsExactly(路人);

        hearth.run(tx -> hearth.requests.approve(tx, room, 小红, 路人));
        assertThat(hearth.isIn(room, 路人)).isTrue();
        assertThat(waiting(room)).isEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx -> hearth.requests.approve(tx, room, 小红, 路人)));
    }

    @Test
    @DisplayName("[RM9] only an admin answers the door")
    void whoAnswers() {
        AccountId 小明 = hearth.person("小明");
        RoomId room = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        hearth.joined(room, 小明);
        byNumber(路人, room);

        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.requests.approve(tx, room, 小明, 路人)));
        assertRefused(ErrorCode.NOT_MEMBER, () -> hearth.run(tx -> hearth.requests.approve(tx, room, 路人, 路人)));
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.get(tx ->
                hearth.requests.waiting(tx, hearth.access.require(tx, room, 小明))));
        hearth.run(tx -> hearth.requests.approve(tx, room, 小红, 路人));
        assertThat(hearth.isIn(room, 路人)).isTrue();
    }

    @Test
    @DisplayName("[RM9] who was declined is not heard again for a day")
    void declined() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        byNumber(路人, room);
        hearth.run(tx -> hearth.requests.decline(tx, room, 小红, 路人));

        assertThat(byNumber(路人, room)).isInstanceOf(JoinOutcome.ApprovalNeeded.class);
        assertThat(waiting(room)).isEmpty();
        hearth.pass(Duration.ofDays(1).plusSeconds(1));
        byNumber(路人, room);
        assertThat(waiting(room)).hasSize(1);
    }

    @Test
    @DisplayName("[RM12] joining again changes nothing, whatever the role")
    void joiningAgain() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        int events = hearth.events(room).size();

        assertThat(byNumber(小红, room))
                .isEqualTo(new JoinOutcome.Joined(room, hearth.memberOf(room, 小红)));
        assertThat(hearth.events(room)).hasSize(events);
        assertThat(hearth.get(tx -> hearth.access.require(tx, room, 小红)).role()).isEqualTo(Role.OWNER);
    }

    @Test
    @DisplayName("[RM6] nobody joins an archived room; unarchived it opens again")
    void archived() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        hearth.run(tx -> hearth.changeRoom.archive(tx, room, 小红));
        assertRefused(ErrorCode.ARCHIVED, () -> byNumber(路人, room));
        hearth.run(tx -> hearth.changeRoom.unarchive(tx, room, 小红));
        assertThat(byNumber(路人, room)).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    @DisplayName("[RM8] a guest account stays a guest of its one room")
    void guestsStay() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        AccountId guest = hearth.account("过客", Kind.GUEST);
        assertRefused(ErrorCode.FORBIDDEN, () -> byNumber(guest, room));
        RoomId closed = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        assertRefused(ErrorCode.FORBIDDEN, () -> byNumber(guest, closed));
        assertThat(byNumber(路人, room)).isInstanceOf(JoinOutcome.Joined.class);
    }

    private JoinOutcome byNumber(AccountId account, RoomId room) {
        return hearth.get(tx -> hearth.join.byNumber(tx, account, room));
    }

    private List<JoinRequest> waiting(RoomId room) {
        return hearth.get(tx -> hearth.requests.waiting(tx, hearth.access.require(tx, room, 小红)));
    }

    private RoomId unusedNumber() {
        return new RoomId(999_999_999L);
    }
}
