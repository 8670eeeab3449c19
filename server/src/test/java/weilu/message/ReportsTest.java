package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame;
import weilu.room.RecordedFrames;

final class ReportsTest {
    @TempDir
    private Path folder;
    private Talk talk;
    private final RecordedFrames live = new RecordedFrames();
    private Reports reports;
    private AccountId 阿杰;
    private Seq advert;

    @BeforeEach
    void open() {
        talk = new Talk(folder);
        reports = new Reports(talk.log, talk.access, talk.messages, live);
        阿杰 = talk.account("阿杰", "person");
        talk.join(Talk.ROOM, 阿杰, Role.MEMBER);
        advert = talk.say(阿杰, "点这里领红包");
    }

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    @DisplayName("[MS15] admins see what is reported, by whom and why; saying it again changes nothing; the admins are told")
    void reported() {
        report(talk.xiaoming, advert, " 广告 ");
        report(talk.xiaoming, advert, "还是广告");
        Report one = listed(talk.xiaohong).getFirst();
        assertThat(one.message().seq()).isEqualTo(advert);
        assertThat(one.voices()).extracting(Report.Voice::member).containsExactly(talk.member(talk.xiaoming));
        assertThat(one.voices()).extracting(Report.Voice::reason).containsExactly("广告");
        assertThat(live.sent()).extracting(RecordedFrames.Sent::frame)
                .containsExactly(new ServerFrame.ReportsChanged(Talk.ROOM, 1));
    }

    @Test
    @DisplayName("[MS15] members neither see reports nor dismiss them, not even their own")
    void forAdminsOnly() {
        report(talk.xiaoming, advert, null);
        assertRefused(ErrorCode.FORBIDDEN, () -> listed(talk.xiaoming));
        assertRefused(ErrorCode.FORBIDDEN, () -> dismiss(talk.xiaoming, advert));
        assertRefused(ErrorCode.NOT_MEMBER, () -> report(talk.outsider, advert, null));
        talk.setRole(talk.xiaoming, Role.ADMIN);
        assertThat(listed(talk.xiaoming)).hasSize(1);
    }

    @Test
    @DisplayName("[MS15] dismissing settles all voices at once, and what is settled does not come up again")
    void dismissed() {
        report(talk.xiaoming, advert, "广告");
        report(talk.xiaohong, advert, "");
        assertThat(listed(talk.xiaohong).getFirst().voices()).hasSize(2);
        dismiss(talk.xiaohong, advert);
        assertThat(listed(talk.xiaohong)).isEmpty();
        report(talk.xiaoming, advert, "广告");
        assertThat(listed(talk.xiaohong)).isEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> dismiss(talk.xiaohong, advert));
    }

    @Test
    @DisplayName("[MS15] taking the message back settles it as well")
    void recalled() {
        report(talk.xiaoming, advert, "广告");
        talk.recall(talk.xiaohong, advert);
        assertThat(listed(talk.xiaohong)).isEmpty();
        assertRefused(ErrorCode.RECALLED, () -> report(talk.xiaohong, advert, ""));
    }

    @Test
    @DisplayName("[MS15] one's own message, a message of another room, an overlong reason and a thirty-first report are refused")
    void refused() {
        assertRefused(ErrorCode.CONFLICT, () -> report(阿杰, advert, ""));
        assertRefused(ErrorCode.NOT_FOUND, () -> report(talk.xiaoming, new Seq(9_999), ""));
        assertRefused(ErrorCode.INVALID, () -> report(talk.xiaoming, advert, "长".repeat(501)));
        assertRefused(ErrorCode.INVALID, () -> report(talk.xiaoming, advert, "a\u0000b"));
        for (int i = 0; i < Reports.OPEN_PER_MEMBER_MAX; i++) {
            report(talk.xiaoming, talk.say(阿杰, "又一条 " + i), "");
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> report(talk.xiaoming, advert, ""));
        report(talk.xiaohong, advert, "");
    }

    @Test
    @DisplayName("[MS15] in a direct room there is nobody to tell")
    void direct() {
        talk.run(tx -> tx.handle().execute(
                "update room set kind = 'direct', direct_pair = 'x', visibility = 'private' where id = ?",
                Talk.ROOM.value()));
        assertRefused(ErrorCode.CONFLICT, () -> report(talk.xiaoming, advert, ""));
    }

    private void report(AccountId who, Seq seq, String reason) {
        talk.run(tx -> reports.report(tx, Talk.ROOM, who, seq, reason));
    }

    private void dismiss(AccountId who, Seq seq) {
        talk.run(tx -> reports.dismiss(tx, Talk.ROOM, who, seq));
    }

    private List<Report> listed(AccountId who) {
        RoomId room = Talk.ROOM;
        return talk.get(tx -> reports.open(tx, talk.access.require(tx, room, who)));
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
