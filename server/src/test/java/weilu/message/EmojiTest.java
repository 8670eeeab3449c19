package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weilu.protocol.ErrorCode;

class EmojiTest {
    @ParameterizedTest
    @DisplayName("[MS8] what looks like one emoji is one")
    @ValueSource(strings = {
        "👍", "🔥", "❤️", "👍🏽", "👨‍👩‍👧‍👦", "🇨🇳",
        "🏳️‍🌈", "1️⃣", "☝🏻", "😶‍🌫️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "㊙️", "🧑🏾‍🚀"
    })
    void one(String emoji) {
        assertThat(new Emoji(emoji).text()).isEqualTo(emoji);
    }

    @ParameterizedTest
    @DisplayName("[MS8] letters, two emoji, bare digits, markup and controls are none")
    @ValueSource(strings = {
        "", "a", "锅", "1", "👍👍", "👍 ", "<b>", "❤", "\u202E👍", "👍\u0301", "©", "👍‍a", "\0"
    })
    void none(String text) {
        assertRefused(ErrorCode.INVALID, () -> new Emoji(text));
    }
}
