package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.ClientMessageId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.LoggedEvent;

/** So many at once that they are copied into the log, not inserted. */
class PostManyTest {
    private static final int MANY = 200;

    @AutoClose
    private final Talk talk;

    PostManyTest(@TempDir Path folder) {
        talk = new Talk(folder);
    }

    @Test
    @DisplayName("[MS5] many at once stand in the log in the order of arrival, as they were sent, without a gap")
    void inOrder() {
        long before = talk.logged().getLast().seq().value();
        List<Draft> drafts = drafts();
        List<PostOutcome> outcomes = postTogether(drafts);
        assertThat(outcomes).extracting(PostManyTest::seqOf)
                .isEqualTo(IntStream.rangeClosed(1, MANY).mapToObj(number -> new Seq(before + number)).toList());
        List<LoggedEvent> written = talk.logged().stream().filter(event -> event.seq().value() > before).toList();
        assertThat(written).extracting(event -> ((MessagePosted) event.event()).body())
                .isEqualTo(drafts.stream().map(Draft::body).toList());
        assertThat(written).extracting(event -> ((MessagePosted) event.event()).clientMessageId())
                .isEqualTo(drafts.stream().map(Draft::clientMessageId).toList());
        assertThat(outcomes).allSatisfy(outcome -> assertThat(((PostOutcome.Posted) outcome).at())
                .isIn(written.stream().map(LoggedEvent::at).collect(Collectors.toSet())));
        assertThat(talk.message(new Seq(before + MANY)).body()).isEqualTo(drafts.getLast().body());
    }

    @Test
    @DisplayName("[MS1] among many at once a repeat gets its first place, a reused id is refused, and the others are written")
    void repeatsAmongThem() {
        Seq first = talk.post(Draft.of(Talk.ROOM, talk.xiaohong, id(-1), "先说的"));
        List<Draft> drafts = new ArrayList<>(drafts());
        drafts.set(150, Draft.of(Talk.ROOM, talk.xiaohong, id(-1), "先说的"));
        drafts.set(170, Draft.of(Talk.ROOM, talk.xiaohong, id(-1), "别的话"));
        List<PostOutcome> outcomes = postTogether(drafts);
        assertThat(outcomes.get(150)).isInstanceOf(PostOutcome.AlreadyPosted.class);
        assertThat(seqOf(outcomes.get(150))).isEqualTo(first);
        assertThat(outcomes.get(170)).isInstanceOf(PostOutcome.Refused.class);
        assertThat(outcomes.stream().filter(PostOutcome.Posted.class::isInstance).map(PostManyTest::seqOf).toList())
                .isEqualTo(IntStream.rangeClosed(1, MANY - 2).mapToObj(number -> new Seq(first.value() + number)).toList());
        assertThat(talk.logged().getLast().seq()).isEqualTo(new Seq(first.value() + MANY - 2));
    }

    private List<Draft> drafts() {
        return IntStream.range(0, MANY)
                .mapToObj(number -> Draft.of(Talk.ROOM, number % 3 == 0 ? talk.xiaoming : talk.xiaohong, id(number),
                        "第 " + number + " 句 \"引号\" \\ 🔥"))
                .toList();
    }

    private static ClientMessageId id(int number) {
        return new ClientMessageId(new UUID(7, number));
    }

    /** The room is held until all but the first few wait for one commit. */
    private List<PostOutcome> postTogether(List<Draft> drafts) {
        List<CompletableFuture<PostOutcome>> answers = new ArrayList<>();
        talk.run(tx -> {
            tx.handle().execute("select 1 from room where id = ? for update", Talk.ROOM.value());
            for (Draft draft : drafts) {
                CompletableFuture<PostOutcome> answer = new CompletableFuture<>();
                answers.add(answer);
                talk.posts.post(draft, (outcome, failure) -> {
                    if (failure == null) {
                        answer.complete(outcome);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
            }
        });
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static Seq seqOf(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Posted posted -> posted.seq();
            case PostOutcome.AlreadyPosted posted -> posted.seq();
            case PostOutcome.Refused refused -> throw new AssertionError(refused.problem());
        };
    }
}
