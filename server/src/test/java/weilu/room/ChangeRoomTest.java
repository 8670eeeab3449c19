package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.RoomView.WhoMayInvite;

final class ChangeRoomTest {
    private static final String PICTURE = "ab".repeat(32);

    @RegisterExtension
    static final Hearth hearth = new Hearth();

    private AccountId 小红;
    private AccountId 小明;
    private RoomId room;

    @BeforeEach
    void cast() {
        小红 = hearth.person("小红");
        小明 = hearth.person("小明");
        room = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        hearth.joined(room, 小明);
    }

    @Test
    @DisplayName("[RM23] admins keep models out of the room and let them in again; it stays so whatever else changes")
    void models() {
        RoomView off = change(小红, new ChangeRoom.Wish(null, null, null, null, null, null, true));
        assertThat(off.modelsOff()).isTrue();
        assertThat(hearth.<Optional<RoomView>>get(tx -> hearth.rooms.findRoom(tx, room))).contains(off);
        assertThat(change(小红, new ChangeRoom.Wish("麻将派", null, null, null, null, null, null)).modelsOff()).isTrue();
        assertThat(hearth.<RoomView>get(tx -> hearth.changeRoom.archive(tx, room, 小红)).modelsOff()).isTrue();
        hearth.run(tx -> hearth.changeRoom.unarchive(tx, room, 小红));
        assertThat(change(小红, new ChangeRoom.Wish(null, null, null, null, null, null, false)).modelsOff()).isFalse();
    }

    @Test
    @DisplayName("[RM21] every setting changes, and one event tells the whole of it")
    void settings() {
        MemberId owner = hearth.memberOf(room, 小红);
        hearth.run(tx -> tx.handle().execute("""
                insert into blob (hash, bytes, media_type, profile, put_at) values (?, 1, 'image/png', true, now())
                on conflict do nothing
                """, PICTURE));
        RoomView after = change(小红, new ChangeRoom.Wish(
                "麻将派", "周五\n晚上见", PICTURE, Visibility.PUBLIC, WhoMayInvite.ADMINS, 30, null));
        RoomView expected = new RoomView(room, RoomView.Kind.GROUP, "麻将派", "周五\n晚上见", PICTURE,
                Visibility.PUBLIC, WhoMayInvite.ADMINS, 30, false, false);
        assertThat(after).isEqualTo(expected);
        assertThat(hearth.<Optional<RoomView>>get(tx -> hearth.rooms.findRoom(tx, room))).contains(expected);
        assertThat(hearth.lastEvent(room)).isEqualTo(new RoomEvent.RoomChanged(expected, owner));
        assertThat(change(小红, new ChangeRoom.Wish(null, "", "", null, null, null, null)).picture()).isNull();
    }

    @Test
    @DisplayName("[RM7] an admin changes settings but not who finds the room; a member neither")
    void whoChanges() {
        ChangeRoom.Wish name = new ChangeRoom.Wish("麻将派", null, null, null, null, null, null);
        ChangeRoom.Wish visible = new ChangeRoom.Wish(null, null, null, Visibility.PUBLIC, null, null, null);
        assertRefused(ErrorCode.FORBIDDEN, () -> change(小明, name));
        MemberId member = hearth.memberOf(room, 小明);
        hearth.run(tx -> hearth.moderation.changeRole(tx, room, 小红, member, Role.ADMIN));
        assertThat(change(小明, name).name()).isEqualTo("麻将派");
        assertRefused(ErrorCode.FORBIDDEN, () -> change(小明, visible));
        assertThat(change(小红, visible).visibility()).isEqualTo(Visibility.PUBLIC);
    }

    @Test
    @DisplayName("[RM20] a topic has at most 500 characters and nothing unseen; a picture is one that was uploaded")
    void text() {
        assertThat(topic("🔥".repeat(500)).topic()).hasSize(1000);
        assertRefused(ErrorCode.INVALID, () -> topic("火".repeat(501)));
        assertRefused(ErrorCode.INVALID, () -> topic("火\u202E锅"));
        assertRefused(ErrorCode.INVALID, () -> topic("火\u0000锅"));
        assertRefused(ErrorCode.INVALID,
                () -> change(小红, new ChangeRoom.Wish(null, null, "../secret", null, null, null, null)));
        assertRefused(ErrorCode.INVALID,
                () -> change(小红, new ChangeRoom.Wish(null, null, "cd".repeat(32), null, null, null, null)));
        assertRefused(ErrorCode.INVALID, () -> change(小红, new ChangeRoom.Wish(null, null, null, null, null, 3601, null)));
        assertRefused(ErrorCode.INVALID, () -> change(小红, new ChangeRoom.Wish(null, null, null, null, null, -1, null)));
    }

    @Test
    @DisplayName("[RM20] a name is cleaned as display names are, and refused when it deceives")
    void names() {
        assertThat(name("  火锅   派 ").name()).isEqualTo("火锅 派");
        assertThat(name("👩‍👩‍👧".repeat(20)).name()).isNotEmpty();
        for (String bad : List.of("", " ", "火\u202E锅", "火\u0000锅", "火".repeat(41), "\u200b", "系统通知")) {
            assertRefused(ErrorCode.INVALID, () -> name(bad));
        }
    }

    @Test
    @DisplayName("[RM6] only the owner archives; an archived room keeps still until it is brought back")
    void archiving() {
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.run(tx -> hearth.changeRoom.archive(tx, room, 小明)));
        assertThat(hearth.get(tx -> hearth.changeRoom.archive(tx, room, 小红)).archived()).isTrue();
        assertRefused(ErrorCode.ARCHIVED, () -> topic("新"));
        assertThat(hearth.get(tx -> hearth.access.require(tx, room, 小明)).whyNotTalk(hearth.clock.instant()))
                .get().satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.ARCHIVED));
        assertThat(hearth.get(tx -> hearth.changeRoom.unarchive(tx, room, 小红)).archived()).isFalse();
        assertThat(topic("新").topic()).isEqualTo("新");
    }

    private RoomView name(String name) {
        return change(小红, new ChangeRoom.Wish(name, null, null, null, null, null, null));
    }

    private RoomView topic(String topic) {
        return change(小红, new ChangeRoom.Wish(null, topic, null, null, null, null, null));
    }

    private RoomView change(AccountId account, ChangeRoom.Wish wish) {
        return hearth.get(tx -> hearth.changeRoom.change(tx, room, account, wish));
    }
}
