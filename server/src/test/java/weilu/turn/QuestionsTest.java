package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"几点集合？", "有人知道地址吗", "为什么要这么早", "who is coming", "can we start at seven"})
    @DisplayName("[TU14] a question is told by its words, in Chinese and English")
    void asks(String body) {
        assertThat(Questions.asks(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"好的，七点见", "https://example.org/?q=1", "I know who that was", "谢谢大家"})
    @DisplayName("[TU14] a statement and a link are no question")
    void doesNotAsk(String body) {
        assertThat(Questions.asks(body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"再短一点", "那周日呢", "shorter, please", "用英文说一遍"})
    @DisplayName("[TU14] a wish for more of the same goes on; thanks do not")
    void goesOn(String body) {
        assertThat(Questions.goesOn(body)).isTrue();
        assertThat(Questions.goesOn("谢谢，明白了")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"好的", "@老师 好的，收到！", "OK 👍", "嗯嗯嗯", "", "No reply."})
    @DisplayName("[TU13] signs of life say nothing new")
    void saysNothing(String body) {
        assertThat(Novelty.isNew(body, List.of())).isFalse();
    }

    @Test
    @DisplayName("[TU13] what was said before in other marks, or nearly so, is nothing new; an answer is")
    void echoes() {
        List<String> earlier = List.of("@教练 周六晚上七点在老码头火锅集合，记得带伞");
        assertThat(Novelty.isNew("@老师 周六晚上七点，在老码头火锅集合！记得带伞～", earlier)).isFalse();
        assertThat(Novelty.isNew("@老师 周六晚上七点在老码头火锅集合，记得带伞哦", earlier)).isFalse();
        assertThat(Novelty.isNew("@老师 从老码头回来最晚的一班地铁是十一点", earlier)).isTrue();
    }

    @Test
    @DisplayName("[TU14] quiet hours go over midnight, by the time zone they were set in")
    void quietHours() {
        AgentManner night = new AgentManner(
                Manner.LIVELY, List.of(), LocalTime.of(22, 0), LocalTime.of(7, 0), "Asia/Shanghai", 4, false);
        assertThat(night.isQuietAt(Instant.parse("2026-05-01T15:00:00Z"))).isTrue();
        assertThat(night.isQuietAt(Instant.parse("2026-05-01T22:59:00Z"))).isTrue();
        assertThat(night.isQuietAt(Instant.parse("2026-05-01T23:00:00Z"))).isFalse();
        assertThat(night.isQuietAt(Instant.parse("2026-05-01T04:00:00Z"))).isFalse();
        assertThat(AgentManner.STANDARD.isQuietAt(Instant.EPOCH)).isFalse();
    }
}
