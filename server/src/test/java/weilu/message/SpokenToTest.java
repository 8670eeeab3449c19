package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.AccountId;
import weilu.id.Seq;

/** What counts as speaking to 小红 in the list of her rooms. */
final class SpokenToTest {
    @TempDir
    private Path folder;
    private Talk talk;
    private Seq mine;

    @BeforeEach
    void open() {
        talk = new Talk(folder);
        mine = talk.say(talk.xiaohong, "周六吃火锅");
        readAll(talk.xiaohong);
    }

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    @DisplayName("[MS14] a quote of one's own words counts as a mention; a quote of others' does not")
    void quotes() {
        Seq other = say("我带毛肚", null);
        say("还有黄喉", other);
        assertThat(mentions()).isZero();
        say("好", mine);
        assertThat(mentions()).isEqualTo(1);
        talk.recall(talk.xiaoming, say("算了", mine));
        assertThat(mentions()).isEqualTo(1);
    }

    @Test
    @DisplayName("[MS14] an edit that mentions one counts once, also of a message that was read; reading on ends it")
    void edits() {
        Seq seq = say("七点见", null);
        readAll(talk.xiaohong);
        edit(seq, "@小红 七点见");
        assertThat(unread()).isZero();
        assertThat(mentions()).isEqualTo(1);
        edit(seq, "@小红 八点见");
        assertThat(mentions()).isEqualTo(1);
        readAll(talk.xiaohong);
        assertThat(mentions()).isZero();
    }

    @Test
    @DisplayName("[MS14] an unread message that mentioned one before it was edited counts once")
    void once() {
        Seq seq = talk.post(new Draft(Talk.ROOM, talk.xiaoming, talk.newId(), "@小红 在吗", null,
                List.of(talk.member(talk.xiaohong)), List.of(), 0, null));
        edit(seq, "@小红 在不在");
        assertThat(mentions()).isEqualTo(1);
        talk.recall(talk.xiaoming, seq);
        assertThat(mentions()).isZero();
    }

    private Seq say(String body, Seq quote) {
        return talk.post(new Draft(Talk.ROOM, talk.xiaoming, talk.newId(), body, quote, List.of(), List.of(), 0, null));
    }

    private void edit(Seq seq, String body) {
        talk.run(tx -> talk.edits.edit(
                tx, Talk.ROOM, talk.xiaoming, seq, body, List.of(talk.member(talk.xiaohong))));
    }

    private void readAll(AccountId account) {
        talk.run(tx -> talk.rooms.moveRead(
                tx, talk.access.require(tx, Talk.ROOM, account), talk.log.head(tx, Talk.ROOM)));
    }

    private int mentions() {
        return summary().mentions();
    }

    private int unread() {
        return summary().unread();
    }

    private RoomSummary summary() {
        return talk.get(tx -> new RoomSummaries().of(tx, talk.xiaohong)).getFirst();
    }
}
