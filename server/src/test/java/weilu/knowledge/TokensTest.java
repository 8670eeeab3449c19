package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.Seeds;

class TokensTest {
    @Test
    @DisplayName("[KN3] Chinese becomes its characters and pairs, other scripts their folded words")
    void terms() {
        assertThat(terms("吃火锅 at 7pm，OK？")).containsExactly("吃", "吃火", "火", "火锅", "锅", "at", "7pm", "ok");
        assertThat(terms("Ｗｅｉｌｕ Straße naïve ﬁre")).containsExactly("weilu", "straße", "naive", "fire");
        assertThat(terms("한국어 검색")).hasSize(2);
        assertThat(terms("すし屋")).contains("すし", "し屋");
        assertThat(terms("👍……！？")).isEmpty();
    }

    @Test
    @DisplayName("[KN3] punctuation and other scripts keep characters apart")
    void pairs() {
        assertThat(terms("火，锅")).containsExactly("火", "锅");
        assertThat(terms("火A锅")).containsExactly("火", "a", "锅");
    }

    @Test
    @DisplayName("[KN3] the terms of any text at all stand where they say")
    void placesPointIntoAnyText() {
        Seeds.each(1_000, random -> {
            String text = Seeds.text(random, 200);
            for (Tokens.Token token : Tokens.of(text)) {
                assertThat(token.from()).isNotNegative().isLessThan(token.to());
                assertThat(token.to()).isLessThanOrEqualTo(text.length());
                assertThat(token.term()).isNotEmpty();
            }
        });
    }

    private static List<String> terms(String text) {
        return Tokens.of(text).stream().map(Tokens.Token::term).toList();
    }
}
