package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView.Visibility;

final class RoomProfilesTest {
    @RegisterExtension
    static final Hearth hearth = new Hearth();

    private final AccountId 小红 = hearth.person("小红");
    private final RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);

    @Test
    @DisplayName("[RM21] a new name is logged in every room the account is in, and in none it has left")
    void newName() {
        AccountId 小明 = hearth.person("小明");
        RoomId second = hearth.room(小明, "麻将派", Visibility.PUBLIC);
        MemberId member = hearth.joined(room, 小明);
        RoomId left = hearth.room(小红, "旧派", Visibility.PUBLIC);
        hearth.joined(left, 小明);
        hearth.run(tx -> hearth.departures.leave(tx, left, 小明));
        int events = hearth.events(left).size();

        hearth.changeAccount(小明, "大明", Kind.PERSON);
        assertThat(hearth.lastEvent(room)).isEqualTo(new RoomEvent.MemberChanged(
                new MemberView(member, Kind.PERSON, "大明", null, Role.MEMBER, null, true), member));
        assertThat(hearth.lastEvent(second)).isInstanceOf(RoomEvent.MemberChanged.class);
        assertThat(hearth.events(left)).hasSize(events);
    }

    @Test
    @DisplayName("[RM8] a guest who has become a person is a member, and stays the same member")
    void guestBecomesPerson() {
        AccountId guest = hearth.account("过客", Kind.GUEST);
        MemberId member = hearth.get(tx -> hearth.admission.admit(tx, room, guest, Role.GUEST));
        hearth.changeAccount(guest, "新客", Kind.GUEST);
        assertThat(hearth.get(tx -> hearth.access.require(tx, room, guest)).role()).isEqualTo(Role.GUEST);

        hearth.changeAccount(guest, "新客", Kind.PERSON);
        assertThat(hearth.lastEvent(room)).isEqualTo(new RoomEvent.MemberChanged(
                new MemberView(member, Kind.PERSON, "新客", null, Role.MEMBER, null, true), member));
    }
}
