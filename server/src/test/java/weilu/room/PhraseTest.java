package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weilu.protocol.Refusal;

final class PhraseTest {

    @ParameterizedTest
    @ValueSource(strings = {"围炉夜话2026", " 围炉 夜话，２０２６！", "「围炉夜话」2026🔥", "围炉夜话 2026\u200b"})
    @DisplayName("[RM13] a phrase counts by its letters and digits alone")
    void onlyLettersAndDigitsCount(String said) {
        assertThat(Phrase.said(said).key()).isEqualTo("围炉夜话2026");
    }

    @Test
    @DisplayName("[RM13] letter case and full-width forms do not count; other letters do")
    void caseAndWidth() {
        assertThat(Phrase.said("ＦＩＲＥ side").key()).isEqualTo(Phrase.said("Fireside").key());
        assertThat(Phrase.said("fireside").key()).isNotEqualTo(Phrase.said("firesides").key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"围炉夜话", "fireside", "火锅ab12", "12345678"})
    @DisplayName("[RM13] four Chinese characters or eight letters are enough")
    void longEnough(String text) {
        assertThat(Phrase.toOpenWith(text).shown()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "火锅派", "1234567", "🔥🔥🔥🔥🔥🔥🔥🔥", "!!!!!!!!!!!!"})
    @DisplayName("[RM13] a phrase that could be guessed is refused")
    void tooShort(String text) {
        assertThatThrownBy(() -> Phrase.toOpenWith(text)).isInstanceOf(Refusal.class)
                .hasMessageContaining("INVALID");
    }

    @Test
    @DisplayName("[RM13] a phrase that is too long or missing is refused")
    void tooLong() {
        assertThatThrownBy(() -> Phrase.said("围".repeat(61))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Phrase.said(null)).isInstanceOf(Refusal.class);
        assertThat(Phrase.said("围".repeat(60)).key()).hasSize(60);
    }
}
