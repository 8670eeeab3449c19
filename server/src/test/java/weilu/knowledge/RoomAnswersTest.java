package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.Seq;
import weilu.knowledge.RoomAnswers.Finding;
import weilu.protocol.Answer;

class RoomAnswersTest {
    private KnownRoom room;
    private Seq booked;

    @BeforeEach
    void open() {
        room = new KnownRoom();
        room.say(room.xiaohong, "早上好呀");
        room.say(room.xiaoming, "周五吃饭定了吗？");
        booked = room.say(room.xiaohong, "订好了，周五七点，春熙路那家蜀九香，二楼靠窗");
        room.say(room.xiaoming, "打印机又坏了，显示 E3");
        room.say(room.xiaohong, "哈哈哈");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    @DisplayName("[KN7] a question gets the fitting message in its own words, with who and when, before any meaning is stored")
    void found() {
        assertThat(room.embedder.loaded()).isFalse();
        List<Answer.Citation> quotes = quotes("火锅店订在哪条路，周五几点");
        assertThat(quotes.getFirst().message()).isEqualTo(booked);
        assertThat(quotes.getFirst().name()).isEqualTo("小红");
        assertThat(quotes.getFirst().quote()).contains("春熙路");
        assertThat(room.embedder.loaded()).isTrue();
    }

    @Test
    @DisplayName("[KN7] stored meanings give the same answer")
    void stored() {
        List<Answer.Citation> before = quotes("火锅店订在哪条路，周五几点");
        room.fillMeanings();
        assertThat(room.count("message_meaning")).isEqualTo(5);
        assertThat(quotes("火锅店订在哪条路，周五几点")).isEqualTo(before);
    }

    @Test
    @DisplayName("[KN7] what nobody said is not found")
    void notFound() {
        assertThat(find("量子计算机的原理")).isInstanceOf(Finding.NotFound.class);
    }

    @Test
    @DisplayName("[KN7] the question itself and what came after it are no answers")
    void beforeTheQuestion() {
        Finding earlier = room.answers.find(room.membership(), "火锅店订在哪条路，周五几点", booked);
        assertThat(earlier).isNotEqualTo(find("火锅店订在哪条路，周五几点"));
        if (earlier instanceof Finding.Found found) {
            assertThat(found.topics().getFirst().citations()).extracting(Answer.Citation::message)
                    .allMatch(booked::isAfter);
        }
    }

    @Test
    @DisplayName("[KN1] agents' messages are not quoted; imported ones are, under the name and time they came with")
    void whoIsQuoted() {
        room.say(room.aluo, "证书五月三号到期");
        Instant then = Instant.parse("2024-02-03T04:05:06Z");
        Seq imported = room.sayAs("老王", then, "证书五月三号到期，要提前换");
        List<Answer.Citation> quotes = quotes("证书什么时候到期");
        assertThat(quotes.getFirst().message()).isEqualTo(imported);
        assertThat(quotes.getFirst().name()).isEqualTo("老王");
        assertThat(quotes.getFirst().at()).isEqualTo(then);
        assertThat(quotes).extracting(Answer.Citation::author).doesNotContain(room.aluo);
    }

    @Test
    @DisplayName("[KN6] a recalled text leaves the meanings too, its own and its neighbours'")
    void recalled() {
        quotes("火锅店订在哪条路，周五几点");
        room.fillMeanings();
        Seq before = new Seq(booked.value() - 1);
        Embedding told = meaning(before);
        room.recall(booked, room.xiaohong);
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.count("message_meaning")).isEqualTo(2);
        room.fillMeanings();
        assertThat(room.count("message_meaning")).isEqualTo(4);
        assertThat(room.count("meaning_due")).isZero();
        assertThat(meaning(before).values()).isNotEqualTo(told.values());
        assertThat(find("春熙路那家火锅店订了几点")).isInstanceOf(Finding.NotFound.class);
    }

    @Test
    @DisplayName("[KN6] a message gets the meaning it would have got had all been said at once")
    void growing() {
        find("证书什么时候到期");
        room.fillMeanings();
        room.say(room.xiaoming, "证书谁去换");
        room.say(room.xiaohong, "我去");
        room.indexer.drain(KnownRoom.ROOM);
        room.fillMeanings();
        Embedding grown = meaning(booked.next().next());
        room.db.useTransaction(tx -> tx.handle().execute("delete from message_meaning"));
        room.db.useTransaction(tx -> tx.handle().execute("update index_cursor set meaning_seq = 0"));
        room.fillMeanings();
        assertThat(meaning(booked.next().next()).values()).isEqualTo(grown.values());
    }

    private Embedding meaning(Seq seq) {
        return room.db.inTransaction(tx -> new MeaningStore().find(tx, KnownRoom.ROOM, List.of(seq))).get(seq);
    }

    private List<Answer.Citation> quotes(String question) {
        return switch (find(question)) {
            case Finding.Found found -> found.topics().getFirst().citations();
            case Finding.NotFound none -> throw new AssertionError("nothing was found for: " + question);
        };
    }

    private Finding find(String question) {
        Seq head = room.db.inTransaction(tx -> room.log.head(tx, KnownRoom.ROOM));
        return room.answers.find(room.membership(), question, head.next());
    }
}
