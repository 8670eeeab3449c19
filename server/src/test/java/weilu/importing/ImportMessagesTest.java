package weilu.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.importing.ImportProgress.Broken;
import weilu.importing.ImportProgress.State;
import weilu.message.BodyRules;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.LoggedEvent;

class ImportMessagesTest {
    private static ImportingRoom hearth;

    private final AccountId xiaohong = hearth.person("小红");
    private final AccountId xiaoming = hearth.person("小明");
    private RoomId room;
    private MemberId owner;

    @BeforeAll
    static void light() {
        hearth = new ImportingRoom();
    }

    @AfterAll
    static void putOut() {
        hearth.close();
    }

    @BeforeEach
    void cast() {
        room = hearth.room();
        owner = hearth.member(room, xiaohong, Role.OWNER);
    }

    @Test
    @DisplayName("[IM4] names, times and replies are kept, over batches too; seqs have no gaps")
    void keeps() {
        ImportProgress done = hearth.run(hearth.job(room, xiaohong, telegram(1_234), false));

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.imported()).isEqualTo(1_234);
        assertThat(done.bytesRead()).isEqualTo(done.bytesTotal());
        List<LoggedEvent> events = hearth.events(room);
        assertThat(events).extracting(event -> event.seq().value())
                .isEqualTo(IntStream.rangeClosed(1, 1_234).mapToObj(n -> (long) n).toList());
        MessagePosted last = hearth.messages(room).getLast();
        assertThat(last.author()).isEqualTo(owner);
        assertThat(last.importedAs()).isEqualTo("小明");
        assertThat(last.postedAt()).isEqualTo("2024-01-05T12:51:39Z");
        assertThat(last.quote()).as("message 1 is two batches back").isEqualTo(new Seq(1));
        assertThat(hearth.messages(room).get(10).quote()).as("in the same batch").isEqualTo(new Seq(1));
    }

    @Test
    @DisplayName("[IM5] a second run adds nothing twice, even by another admin and from a longer file")
    void twice() {
        hearth.member(room, xiaoming, Role.ADMIN);
        hearth.run(hearth.job(room, xiaohong, telegram(700), false));
        ImportProgress again = hearth.run(hearth.job(room, xiaoming, telegram(703), false));

        assertThat(again.state()).isEqualTo(State.DONE);
        assertThat(again.imported()).isEqualTo(3);
        assertThat(again.repeated()).isEqualTo(700);
        assertThat(hearth.messages(room)).hasSize(703);
        assertThat(hearth.messages(room).getLast().quote()).as("a reply to the first run").isEqualTo(new Seq(1));
    }

    @Test
    @DisplayName("[IM5] the same file may go into two rooms")
    void twoRooms() {
        RoomId other = hearth.room();
        hearth.member(other, xiaohong, Role.OWNER);
        hearth.run(hearth.job(room, xiaohong, telegram(3), false));
        assertThat(hearth.run(hearth.job(other, xiaohong, telegram(3), false)).imported()).isEqualTo(3);
    }

    @Test
    @DisplayName("[IM3] broken lines stop the import before anything is written, each told by its number")
    void broken() {
        String log = "2024-01-05 20:31:05 xiaohong one\nwhat\n2024-01-05 20:31:06 xiaohong two\n"
                + "2024-02-31 20:31:07 x y\n";
        ImportProgress stopped = hearth.run(hearth.job(room, xiaohong, log, false));

        assertThat(stopped.state()).isEqualTo(State.BROKEN);
        assertThat(stopped.problem().code()).isEqualTo(ErrorCode.INVALID);
        assertThat(stopped.problem().field()).isEqualTo("file");
        assertThat(stopped.brokenLines()).extracting(Broken::line).containsExactly(2L, 4L);
        assertThat(hearth.events(room)).isEmpty();

        ImportProgress skipping = hearth.run(hearth.job(room, xiaohong, log, true));
        assertThat(skipping.state()).isEqualTo(State.DONE);
        assertThat(skipping.broken()).isEqualTo(2);
        assertThat(hearth.messages(room)).extracting(MessagePosted::body).containsExactly("one", "two");
    }

    @Test
    @DisplayName("[IM7] a message longer than the room allows comes in parts, none of them too long, no word lost")
    void longMessage() {
        String words = IntStream.range(0, 5_000).mapToObj(n -> "词" + n + "🍲").collect(Collectors.joining());
        hearth.run(hearth.job(room, xiaohong, "张三 2024-01-05 20:31:05\n" + words + "\n", false));

        List<String> bodies = hearth.messages(room).stream().map(MessagePosted::body).toList();
        assertThat(bodies).hasSizeGreaterThan(1)
                .allMatch(body -> body.codePointCount(0, body.length()) <= BodyRules.BODY_CHARACTERS_MAX);
        assertThat(String.join("", bodies)).isEqualTo(words);
        assertThat(hearth.run(hearth.job(room, xiaohong, "张三 2024-01-05 20:31:05\n" + words + "\n", false)).imported())
                .isZero();
    }

    @Test
    @DisplayName("[IM9] a member may not import, an admin may; a role taken away ends the import at its next batch")
    void roles() {
        MemberId member = hearth.member(room, xiaoming, Role.MEMBER);
        ImportJob job = hearth.job(room, xiaoming, telegram(1_200), false);
        assertRefused(ErrorCode.FORBIDDEN, () -> hearth.importing.begin(job));
        assertRefused(ErrorCode.NOT_MEMBER, () -> hearth.importing.begin(
                hearth.job(room, hearth.person("路人"), telegram(1), false)));

        hearth.changeRole(member, Role.ADMIN);
        hearth.importing.begin(job);
        ImportProgress end = hearth.importing.run(job, progress -> {
            if (progress.imported() == ImportBatch.MESSAGES_MAX) {
                hearth.changeRole(member, Role.MEMBER);
            }
        }, () -> false);
        assertThat(end.state()).isEqualTo(State.FAILED);
        assertThat(end.problem().code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(hearth.events(room)).hasSize(ImportBatch.MESSAGES_MAX);
    }

    @Test
    @DisplayName("[IM9] a second import into the room waits its turn; into another room it goes ahead")
    void oneAtATime() {
        ImportJob first = hearth.job(room, xiaohong, telegram(2), false);
        ImportJob second = hearth.job(room, xiaohong, telegram(2), false);
        hearth.importing.begin(first);
        assertRefused(ErrorCode.CONFLICT, () -> hearth.importing.begin(second));
        assertThat(hearth.importing.run(first, progress -> {}, () -> false).state()).isEqualTo(State.DONE);
        assertThat(hearth.run(second).state()).isEqualTo(State.DONE);
    }

    @Test
    @DisplayName("[IM10] an import that died keeps the room for half a minute; then another may begin")
    void died() {
        hearth.importing.begin(hearth.job(room, xiaohong, telegram(2), false));
        ImportJob next = hearth.job(room, xiaohong, telegram(2), false);
        hearth.db.useTransaction(tx -> tx.handle().execute("update room_import set seen_at = now() - interval '29 s'"));
        assertRefused(ErrorCode.CONFLICT, () -> hearth.importing.begin(next));
        hearth.db.useTransaction(tx -> tx.handle().execute("update room_import set seen_at = now() - interval '31 s'"));
        assertThat(hearth.run(next).imported()).isEqualTo(2);
    }

    @Test
    @DisplayName("[IM10] an import stopped in the middle leaves whole batches; running it again completes it")
    void stopped() {
        AtomicInteger batches = new AtomicInteger();
        ImportJob job = hearth.job(room, xiaohong, telegram(1_700), false);
        hearth.importing.begin(job);
        ImportProgress cancelled =
                hearth.importing.run(job, progress -> batches.incrementAndGet(), () -> batches.get() > 2);
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(hearth.events(room)).hasSize(2 * ImportBatch.MESSAGES_MAX);

        ImportProgress again = hearth.run(hearth.job(room, xiaohong, telegram(1_700), false));
        assertThat(again.repeated()).isEqualTo(2 * ImportBatch.MESSAGES_MAX);
        assertThat(hearth.messages(room)).extracting(MessagePosted::body).doesNotHaveDuplicates().hasSize(1_700);
    }

    @Test
    @DisplayName("old chats are no news: who had read everything has still read everything, who had not has not")
    void readMarks() {
        MemberId reader = hearth.member(room, xiaoming, Role.MEMBER);
        hearth.run(hearth.job(room, xiaohong, telegram(5), false));
        assertThat(hearth.readSeq(reader)).isEqualTo(new Seq(5));
        MemberId late = hearth.member(room, hearth.person("阿迟"), Role.MEMBER);
        hearth.db.useTransaction(tx -> tx.handle().createUpdate("update member set read_seq = 4 where id = :late")
                .bind("late", late).execute());
        hearth.run(hearth.job(room, xiaohong, telegram(9), false));
        assertThat(hearth.readSeq(reader)).isEqualTo(new Seq(9));
        assertThat(hearth.readSeq(late)).isEqualTo(new Seq(4));
    }

    /** Every tenth message after the first, and the last one, replies to message 1. */
    private static String telegram(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "{\"id\":" + n + ",\"type\":\"message\",\"date_unixtime\":\"" + (1_704_457_865 + n)
                        + "\",\"from\":\"小明\""
                        + (n % 10 == 1 && n > 1 || n == count ? ",\"reply_to_message_id\":1" : "")
                        + ",\"text\":\"第 " + n + " 句\"}")
                .collect(Collectors.joining(",\n", "{\"id\":7,\"type\":\"private_group\",\"messages\":[\n", "]}"));
    }
}
