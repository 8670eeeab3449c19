package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.Answer;

class KeyMessagesTest {
    private static Embedder embedder;
    private static List<Answer.Topic> topics;

    private final KeyMessages keyMessages = new KeyMessages();

    @BeforeAll
    static void summarise() {
        embedder = new Embedder();
        topics = new KeyMessages().of(Dialogue.threeDays(), new MeaningMaker(embedder).of(Dialogue.threeDays()));
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    @DisplayName("[KN1] at most 12 quotes, each the message's own words with its author and time")
    void quotes() {
        List<Answer.Citation> quotes = quotes(topics);
        assertThat(quotes).hasSizeBetween(8, KeyMessages.MESSAGES_MAX);
        List<Said> said = Dialogue.threeDays();
        assertThat(quotes).allSatisfy(quote -> {
            Said source = said.get((int) quote.message().value() - 1);
            assertThat(source.body()).contains(quote.quote().replace("…", ""));
            assertThat(quote.name()).isEqualTo(source.name());
            assertThat(quote.at()).isEqualTo(source.at());
        });
        assertThat(quotes).extracting(Answer.Citation::message).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("[KN1] what was agreed is in it; greetings and laughter are not")
    void whatMatters() {
        List<String> quotes = quotes(topics).stream().map(Answer.Citation::quote).toList();
        assertThat(quotes).anyMatch(quote -> quote.contains("周五七点"))
                .anyMatch(quote -> quote.contains("会议结论") || quote.contains("三月二十号前"))
                .noneMatch(quote -> quote.contains("哈哈") || quote.contains("早上好") || quote.contains("辛苦了"));
    }

    @Test
    @DisplayName("[KN1] the same messages give the same quotes")
    void deterministic() {
        List<Said> said = Dialogue.threeDays();
        assertThat(keyMessages.of(said, new MeaningMaker(embedder).of(said))).isEqualTo(topics);
    }

    @Test
    @DisplayName("[KN2] topics are named by words of their own messages, and stand in the order they were said")
    void grouped() {
        assertThat(topics).hasSizeBetween(2, 9);
        assertThat(topics).allSatisfy(topic -> assertThat(topic.title()).isNotBlank());
        assertThat(topics).extracting(Answer.Topic::title).doesNotHaveDuplicates();
        assertThat(topics.stream().map(topic -> topic.citations().getFirst().message())).isSorted();
    }

    @Test
    @DisplayName("[KN1] of nothing, of one message and of mere noise it makes what there is")
    void little() {
        assertThat(keyMessages.of(List.of(), positions -> List.of())).isEmpty();
        List<Said> noise = List.of(said(1, "👍"), said(2, "……"), said(3, "！！！"));
        assertThat(keyMessages.of(noise, new MeaningMaker(embedder).of(noise))).isEmpty();
        List<Said> one = List.of(said(1, "周五七点春熙路见"));
        assertThat(quotes(keyMessages.of(one, new MeaningMaker(embedder).of(one)))).hasSize(1);
    }

    @Test
    @DisplayName("[KN1] near repeats are quoted once")
    void repeats() {
        List<Said> said = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            said.add(said(i, i % 2 == 0 ? "周五七点春熙路蜀九香集合" : "周五七点，春熙路蜀九香集合！"));
        }
        said.add(said(21, "房租两千三一个月，押二付一"));
        List<Answer.Citation> quotes = quotes(keyMessages.of(said, new MeaningMaker(embedder).of(said)));
        assertThat(quotes).extracting(Answer.Citation::message).contains(new Seq(21));
    }

    @Test
    @DisplayName("[KN1] a long message is quoted by the sentences that say most")
    void longMessage() {
        String filler = "今天路上的风景真的很不错呀。".repeat(12);
        String quote = new Quote(new Cues()).of(filler + "最后决定周日七点半在犀浦站集合。" + filler);
        assertThat(quote).hasSizeLessThanOrEqualTo(Quote.CHARACTERS_MAX + 2)
                .contains("最后决定周日七点半在犀浦站集合。").startsWith("…").endsWith("…");
        assertThat(new Quote(new Cues()).of("𠮷".repeat(300))).isEqualTo("𠮷".repeat(120) + "…");
    }

    private static Said said(long seq, String body) {
        return new Said(new Seq(seq), new MemberId(1), "小红", Instant.EPOCH.plusSeconds(seq * 60), body);
    }

    private static List<Answer.Citation> quotes(List<Answer.Topic> topics) {
        return topics.stream().flatMap(topic -> topic.citations().stream()).toList();
    }
}
