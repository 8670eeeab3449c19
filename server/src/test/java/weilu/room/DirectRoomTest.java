package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

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
import weilu.protocol.MemberView.Kind;
import weilu.protocol.Problem;
import weilu.protocol.RoomView;
import weilu.protocol.RoomView.Visibility;

final class DirectRoomTest {
    @RegisterExtension
    static final Hearth hearth = new Hearth();

    private AccountId 小红;
    private AccountId 小明;
    private AccountId 路人;
    private RoomId room;

    @BeforeEach
    void cast() {
        小红 = hearth.person("小红");
        小明 = hearth.person("小明");
        路人 = hearth.person("路人");
        room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        hearth.joined(room, 小明);
    }

    @Test
    @DisplayName("[RM18] two who share a room have one direct room, whoever opens it")
    void onePerPair() {
        RoomId direct = open(小红, 小明);
        assertThat(open(小明, 小红)).isEqualTo(direct);
        RoomView view = hearth.get(tx -> hearth.rooms.findRoom(tx, direct)).orElseThrow();
        assertThat(view.kind()).isEqualTo(RoomView.Kind.DIRECT);
        assertThat(hearth.<List<MemberView>>get(tx -> hearth.rooms.members(tx, direct))).extracting(MemberView::displayName)
                .containsExactlyInAnyOrder("小红", "小明");
    }

    @Test
    @DisplayName("[RM18] strangers, guests, agents and oneself are nobody to open one with")
    void withWhom() {
        AccountId guest = hearth.account("过客", Kind.GUEST);
        hearth.run(tx -> hearth.admission.admit(tx, room, guest, MemberView.Role.GUEST));
        hearth.joined(room, hearth.luzi);
        assertRefused(ErrorCode.NOT_FOUND, () -> open(小红, 路人));
        assertRefused(ErrorCode.NOT_FOUND, () -> open(小红, guest));
        assertRefused(ErrorCode.NOT_FOUND, () -> open(小红, hearth.luzi));
        assertRefused(ErrorCode.INVALID, () -> open(小红, 小红));
        assertRefused(ErrorCode.FORBIDDEN, () -> open(guest, 小红));
        hearth.joined(room, 路人);
        assertThat(open(小红, 路人)).isNotNull();
    }

    @Test
    @DisplayName("[RM18] a member's direct room opens by their member id in the shared room, and by no foreign one")
    void withMember() {
        MemberId member = hearth.memberOf(room, 小明);
        RoomId other = hearth.room(小红, "麻将派", Visibility.PRIVATE);
        assertThat(hearth.<RoomId>get(tx -> hearth.openDirect.withMember(tx, membership(room, 小红), member, false)))
                .isEqualTo(open(小红, 小明));
        assertRefused(ErrorCode.NOT_FOUND,
                () -> hearth.get(tx -> hearth.openDirect.withMember(tx, membership(other, 小红), member, false)));
    }

    @Test
    @DisplayName("[RM18] a person comes back to their conversation with the host agent; a guest has none")
    void withHostAgent() {
        RoomId direct = hearth.get(tx -> hearth.openDirect.withHostAgent(tx, 路人, false));
        assertThat(hearth.<RoomId>get(tx -> hearth.openDirect.withHostAgent(tx, 路人, false))).isEqualTo(direct);
        assertThat(hearth.isIn(direct, hearth.luzi)).isTrue();
        AccountId guest = hearth.account("过客", Kind.GUEST);
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.get(tx -> hearth.openDirect.withHostAgent(tx, guest, false)));
    }

    @Test
    @DisplayName("[RM18] a person has several conversations with an agent: a fresh one only once something was said in the last")
    void severalConversations() {
        RoomId first = hearth.get(tx -> hearth.openDirect.withHostAgent(tx, 小红, false));
        assertThat(hearth.<RoomId>get(tx -> hearth.openDirect.withHostAgent(tx, 小红, true))).isEqualTo(first);
        hearth.say(first, 小红, "锅底放几块牛油？");
        RoomId second = hearth.get(tx -> hearth.openDirect.withHostAgent(tx, 小红, true));
        assertThat(second).isNotEqualTo(first);
        assertThat(hearth.<RoomId>get(tx -> hearth.openDirect.withHostAgent(tx, 小明, false))).isNotIn(first, second);
        assertThat(hearth.isIn(second, 小明)).isFalse();
        hearth.run(tx -> hearth.keepDirect.archive(tx, second, 小红, true));
        assertThat(hearth.<RoomId>get(tx -> hearth.openDirect.withHostAgent(tx, 小红, false))).isEqualTo(first);
    }

    @Test
    @DisplayName("[RM18] an agent's conversation opens by its member id in a room one is in; its title is found once")
    void conversationsOfAnAgentInARoom() {
        MemberId luzi = hearth.joined(room, hearth.luzi);
        RoomId direct = hearth.get(tx -> hearth.openDirect.withMember(tx, membership(room, 小红), luzi, false));
        hearth.run(tx -> hearth.keepDirect.title(tx, membership(direct, 小红), "锅底"));
        hearth.run(tx -> hearth.keepDirect.title(tx, membership(direct, 小红), "蘸料"));
        assertThat(name(direct)).isEqualTo("锅底");
        hearth.run(tx -> hearth.keepDirect.rename(tx, direct, 小红, " 牛油锅底 "));
        assertThat(name(direct)).isEqualTo("牛油锅底");
    }

    @Test
    @DisplayName("[RM18] nobody else keeps one's conversation, and a room with a person or of many is none")
    void whoKeepsAConversation() {
        RoomId direct = hearth.get(tx -> hearth.openDirect.withHostAgent(tx, 小红, false));
        RoomId withMing = open(小红, 小明);
        assertRefused(ErrorCode.NOT_MEMBER, () -> hearth.run(tx -> hearth.keepDirect.rename(tx, direct, 小明, "我的")));
        assertRefused(ErrorCode.CONFLICT, () -> hearth.run(tx -> hearth.keepDirect.rename(tx, withMing, 小红, "我的")));
        assertRefused(ErrorCode.CONFLICT, () -> hearth.run(tx -> hearth.keepDirect.archive(tx, room, 小红, true)));
        for (String bad : List.of("", "  ", "一\n二", "a\u202Eb", "长".repeat(61))) {
            assertRefused(ErrorCode.INVALID, () -> hearth.run(tx -> hearth.keepDirect.rename(tx, direct, 小红, bad)));
        }
        assertThat(name(direct)).isEmpty();
    }

    @Test
    @DisplayName("[RM18] a direct room takes nobody in, nobody leaves it, and nobody is put out or promoted")
    void staysWithItsTwo() {
        RoomId direct = open(小红, 小明);
        MemberId other = hearth.memberOf(direct, 小明);
        assertRefused(ErrorCode.CONFLICT, () -> hearth.run(tx -> hearth.departures.leave(tx, direct, 小红)));
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.moderation.kick(tx, direct, 小红, other)));
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.moderation.transfer(tx, direct, 小红, other)));
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.changeRoom.archive(tx, direct, 小红)));
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.invitations.create(
                tx, direct, 小红, new InvitationTerms(false, null, false, null))));
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.changeRoom.change(
                tx, direct, 小红, new ChangeRoom.Wish("我们", null, null, null, null, null, null))));
    }

    @Test
    @DisplayName("[RM18] while one has blocked the other, neither talks in their room nor opens one")
    void blocking() {
        RoomId direct = open(小红, 小明);
        hearth.run(tx -> hearth.blocks.block(tx, 小红, 小明));
        hearth.run(tx -> hearth.blocks.block(tx, 小红, 小明));
        assertThat(whyNotTalk(direct, 小明)).containsExactly(ErrorCode.BLOCKED);
        assertThat(whyNotTalk(direct, 小红)).containsExactly(ErrorCode.BLOCKED);
        assertThat(whyNotTalk(room, 小明)).isEmpty();
        assertThat(hearth.<List<Block>>get(tx -> hearth.blocks.list(tx, 小红))).extracting(Block::account).containsExactly(小明);

        hearth.joined(room, 路人);
        hearth.run(tx -> hearth.blocks.block(tx, 路人, 小红));
        assertRefused(ErrorCode.BLOCKED, () -> open(小红, 路人));
        assertRefused(ErrorCode.BLOCKED, () -> open(路人, 小红));
        hearth.run(tx -> hearth.blocks.unblock(tx, 路人, 小红));
        assertThat(open(小红, 路人)).isNotNull();
    }

    @Test
    @DisplayName("[RM18] an unblock does not lift the other's own block")
    void mutualBlocks() {
        RoomId direct = open(小红, 小明);
        hearth.run(tx -> hearth.blocks.block(tx, 小红, 小明));
        hearth.run(tx -> hearth.blocks.block(tx, 小明, 小红));
        hearth.run(tx -> hearth.blocks.unblock(tx, 小红, 小明));
        assertThat(whyNotTalk(direct, 小红)).containsExactly(ErrorCode.BLOCKED);
        hearth.run(tx -> hearth.blocks.unblock(tx, 小明, 小红));
        assertThat(whyNotTalk(direct, 小红)).isEmpty();
    }

    @Test
    @DisplayName("[RM18] a member is blocked by their id in that room; each sees their own blocks, both see the silence")
    void blockingMembers() {
        RoomId direct = open(小红, 小明);
        RoomId elsewhere = hearth.room(小红, "麻将派", Visibility.PRIVATE);
        MemberId ming = hearth.memberOf(room, 小明);
        assertRefused(ErrorCode.NOT_FOUND,
                () -> hearth.run(tx -> hearth.blocks.block(tx, membership(elsewhere, 小红), ming)));
        hearth.run(tx -> hearth.blocks.block(tx, membership(room, 小红), ming));
        assertThat(blocks(room, 小红)).isEqualTo(new RoomBlocks(List.of(ming), false));
        assertThat(blocks(direct, 小红)).isEqualTo(new RoomBlocks(List.of(hearth.memberOf(direct, 小明)), true));
        assertThat(blocks(direct, 小明)).isEqualTo(new RoomBlocks(List.of(), true));
        hearth.run(tx -> hearth.blocks.unblock(tx, membership(direct, 小红), hearth.memberOf(direct, 小明)));
        assertThat(blocks(direct, 小明)).isEqualTo(new RoomBlocks(List.of(), false));
    }

    @Test
    @DisplayName("[RM18] people to talk with are the persons one shares a room with, by name")
    void people() {
        AccountId 小明二 = hearth.person("小明%二");
        hearth.joined(room, 小明二);
        hearth.joined(room, hearth.luzi);
        assertThat(people(小红, "")).containsExactlyInAnyOrder("小明", "小明%二");
        assertThat(people(小红, "明")).containsExactlyInAnyOrder("小明", "小明%二");
        assertThat(people(小红, "%")).containsExactly("小明%二");
        assertThat(people(路人, "")).isEmpty();
        hearth.run(tx -> hearth.departures.leave(tx, room, 小明));
        assertThat(people(小红, "")).containsExactly("小明%二");
    }

    private RoomId open(AccountId one, AccountId other) {
        return hearth.get(tx -> hearth.openDirect.withPerson(tx, one, other));
    }

    private List<String> people(AccountId account, String query) {
        return hearth.get(tx -> hearth.openDirect.people(tx, account, query)).stream()
                .map(PersonView::displayName).toList();
    }

    private RoomBlocks blocks(RoomId place, AccountId account) {
        return hearth.get(tx -> hearth.blocks.inRoom(tx, membership(place, account)));
    }

    private Membership membership(RoomId place, AccountId account) {
        return hearth.get(tx -> hearth.access.require(tx, place, account));
    }

    private List<ErrorCode> whyNotTalk(RoomId place, AccountId account) {
        return membership(place, account).whyNotTalk(hearth.clock.instant()).stream().map(Problem::code).toList();
    }

    private String name(RoomId direct) {
        return hearth.<RoomView>get(tx -> hearth.rooms.findRoom(tx, direct).orElseThrow()).name();
    }
}
