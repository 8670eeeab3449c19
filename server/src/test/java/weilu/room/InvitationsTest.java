package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.RoomView.WhoMayInvite;

final class InvitationsTest {
    private static final InvitationTerms PLAIN = new InvitationTerms(false, null, false, null);
    private static final InvitationTerms ONE_USE = new InvitationTerms(true, null, false, null);
    private static final InvitationTerms FOR_GUESTS = new InvitationTerms(false, null, true, null);

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
        room = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        hearth.joined(room, 小明);
    }

    @Test
    @DisplayName("[RM11] a link opens a private room, and shows before what it leads to")
    void links() {
        InvitationView invitation = create(小明, PLAIN);
        Invitations.Preview preview = hearth.get(tx -> hearth.invitations.preview(tx, invitation.secret()));
        assertThat(preview).isEqualTo(new Invitations.Preview(room, "火锅派", null, 2, "小明", false));

        accept(路人, invitation.secret());
        assertThat(hearth.get(tx -> hearth.access.require(tx, room, 路人)).role()).isEqualTo(Role.MEMBER);
        assertRefused(ErrorCode.NOT_FOUND, () -> accept(路人, invitation.secret() + "x"));
    }

    @Test
    @DisplayName("[RM11] the secret is 128 bits, shown again to who may, and not stored")
    void secrets() {
        InvitationView invitation = create(小明, PLAIN);
        assertThat(invitation.secret()).hasSize(22).matches("[A-Za-z0-9_-]+");
        assertThat(hearth.get(tx -> hearth.invitations.find(tx, membership(小红), invitation.id())).secret())
                .isEqualTo(invitation.secret());
        String row = hearth.get(tx -> tx.handle()
                .createQuery("select i::text from invitation i where id = :id").bind("id", invitation.id())
                .mapTo(String.class).one());
        assertThat(row).doesNotContain(invitation.secret());

        InvitationSecrets other = new InvitationSecrets(
                new SecretKeySpec("another key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"), hearth.random);
        InvitationSecrets.Stored stored = hearth.secrets.draw();
        assertThat(hearth.secrets.reveal(stored)).isPresent();
        assertThat(other.reveal(stored)).isEmpty();
    }

    @Test
    @DisplayName("[RM11] a one-use invitation lets one in; a plain one several")
    void oneUse() {
        InvitationView once = create(小明, ONE_USE);
        AccountId 另一位 = hearth.person("另一位");
        accept(路人, once.secret());
        assertRefused(ErrorCode.GONE, () -> accept(另一位, once.secret()));
        assertRefused(ErrorCode.GONE, () -> hearth.run(tx -> hearth.invitations.preview(tx, once.secret())));

        InvitationView many = create(小明, PLAIN);
        accept(另一位, many.secret());
        accept(hearth.person("又一位"), many.secret());
    }

    @Test
    @DisplayName("[RM12] who is in already does not use an invitation up")
    void alreadyIn() {
        InvitationView once = create(小明, ONE_USE);
        assertThat(accept(小红, once.secret()).member()).isEqualTo(hearth.memberOf(room, 小红));
        accept(路人, once.secret());
        assertThat(hearth.isIn(room, 路人)).isTrue();
    }

    @Test
    @DisplayName("[RM11] an expired and a revoked invitation open nothing")
    void over() {
        InvitationView brief = create(小明, new InvitationTerms(false, Duration.ofHours(1), false, null));
        hearth.pass(Duration.ofMinutes(59));
        accept(路人, brief.secret());
        hearth.pass(Duration.ofMinutes(1));
        AccountId 迟到的 = hearth.person("迟到的");
        assertRefused(ErrorCode.GONE, () -> accept(迟到的, brief.secret()));

        InvitationView plain = create(小明, PLAIN);
        hearth.run(tx -> hearth.invitations.revoke(tx, room, 小明, plain.id()));
        assertRefused(ErrorCode.GONE, () -> accept(迟到的, plain.secret()));
        assertThat(list(小红)).isEmpty();
    }

    @Test
    @DisplayName("[RM11] an expiry is a minute to a year")
    void expiry() {
        assertRefused(ErrorCode.INVALID, () -> new InvitationTerms(false, Duration.ofSeconds(59), false, null));
        assertRefused(ErrorCode.INVALID, () -> new InvitationTerms(false, Duration.ofDays(366), false, null));
        assertThat(new InvitationTerms(false, Duration.ofDays(365), false, null).validFor()).isNotNull();
    }

    @Test
    @DisplayName("[RM11] what a member gave out ends when they leave")
    void inviterLeaves() {
        InvitationView invitation = create(小明, PLAIN);
        InvitationView owners = create(小红, PLAIN);
        hearth.run(tx -> hearth.moderation.kick(tx, room, 小红, hearth.memberOf(room, 小明)));
        assertRefused(ErrorCode.GONE, () -> accept(路人, invitation.secret()));
        accept(路人, owners.secret());
    }

    @Test
    @DisplayName("[RM11] guests come in only where the invitation says so, as guests")
    void guests() {
        AccountId guest = hearth.account("过客", Kind.GUEST);
        InvitationView members = create(小明, PLAIN);
        InvitationView guests = create(小明, FOR_GUESTS);

        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.get(tx -> hearth.join.asGuest(tx, guest, members.secret())));
        hearth.run(tx -> hearth.join.asGuest(tx, guest, guests.secret()));
        assertThat(hearth.get(tx -> hearth.access.require(tx, room, guest)).role()).isEqualTo(Role.GUEST);
        assertThat(hearth.get(tx -> hearth.invitations.preview(tx, guests.secret())).guestsAllowed()).isTrue();
    }

    @Test
    @DisplayName("[RM10] where only admins invite, a member does not; a guest never does")
    void whoInvites() {
        AccountId guest = hearth.account("过客", Kind.GUEST);
        InvitationView guests = create(小红, FOR_GUESTS);
        hearth.run(tx -> hearth.join.asGuest(tx, guest, guests.secret()));
        assertRefused(ErrorCode.FORBIDDEN, () -> create(guest, PLAIN));
        assertThat(create(小明, PLAIN)).isNotNull();

        hearth.run(tx -> hearth.changeRoom.change(tx, room, 小红,
                new ChangeRoom.Wish(null, null, null, null, WhoMayInvite.ADMINS, null, null)));
        assertRefused(ErrorCode.FORBIDDEN, () -> create(小明, PLAIN));
        assertThat(create(小红, PLAIN)).isNotNull();
        assertRefused(ErrorCode.NOT_MEMBER, () -> create(路人, PLAIN));
    }

    @Test
    @DisplayName("[RM10] a member sees and revokes their own invitations; an admin all")
    void whoSees() {
        InvitationView owners = create(小红, PLAIN);
        InvitationView members = create(小明, PLAIN);
        assertThat(list(小红)).containsExactly(members, owners);
        assertThat(list(小明)).containsExactly(members);
        assertRefused(ErrorCode.NOT_FOUND,
                () -> hearth.run(tx -> hearth.invitations.revoke(tx, room, 小明, owners.id())));
        hearth.run(tx -> hearth.invitations.revoke(tx, room, 小红, members.id()));
    }

    @Test
    @DisplayName("[RM22] an invitation of another room is NOT_FOUND in this one")
    void foreignInvitation() {
        RoomId other = hearth.room(小红, "麻将派", Visibility.PRIVATE);
        InvitationView invitation = create(小红, PLAIN);
        assertRefused(ErrorCode.NOT_FOUND,
                () -> hearth.run(tx -> hearth.invitations.revoke(tx, other, 小红, invitation.id())));
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.get(tx -> hearth.invitations.find(
                tx, hearth.access.require(tx, other, 小红), invitation.id())));
        hearth.run(tx -> hearth.invitations.revoke(tx, room, 小红, invitation.id()));
    }

    @Test
    @DisplayName("[RM13] a phrase opens the room however it is spelt, until its invitation is over")
    void phrases() {
        InvitationView invitation = create(小明, withPhrase("天王盖地虎", room));
        hearth.run(tx -> hearth.join.byPhrase(tx, 路人, Phrase.said(" 天王 盖地虎 " + room + "！🔥")));
        assertThat(hearth.isIn(room, 路人)).isTrue();

        hearth.run(tx -> hearth.invitations.revoke(tx, room, 小明, invitation.id()));
        AccountId 迟到的 = hearth.person("迟到的");
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx ->
                hearth.join.byPhrase(tx, 迟到的, Phrase.said(invitation.phrase()))));
        assertRefused(ErrorCode.NOT_FOUND, () -> hearth.run(tx -> hearth.join.byPhrase(tx, 迟到的, Phrase.said(""))));
    }

    @Test
    @DisplayName("[RM13] a phrase opens one room at a time, and is free again once it is over")
    void phraseTaken() {
        RoomId other = hearth.room(路人, "麻将派", Visibility.PRIVATE);
        InvitationTerms terms = new InvitationTerms(
                false, Duration.ofHours(1), false, Phrase.toOpenWith("宝塔镇河妖" + room));
        create(小明, terms);
        assertRefused(ErrorCode.NAME_TAKEN, () -> hearth.get(tx -> hearth.invitations.create(tx, other, 路人, terms)));

        hearth.pass(Duration.ofHours(2));
        assertThat(hearth.get(tx -> hearth.invitations.create(tx, other, 路人, terms)).phrase())
                .isEqualTo("宝塔镇河妖" + room);
    }

    private InvitationView create(AccountId inviter, InvitationTerms terms) {
        return hearth.get(tx -> hearth.invitations.create(tx, room, inviter, terms));
    }

    private List<InvitationView> list(AccountId account) {
        return hearth.get(tx -> hearth.invitations.list(tx, membership(account)));
    }

    private JoinOutcome.Joined accept(AccountId account, String secret) {
        return hearth.get(tx -> hearth.join.byInvitation(tx, account, secret));
    }

    private Membership membership(AccountId account) {
        return hearth.get(tx -> hearth.access.require(tx, room, account));
    }

    private static InvitationTerms withPhrase(String words, RoomId room) {
        return new InvitationTerms(false, null, false, Phrase.toOpenWith(words + room));
    }
}
