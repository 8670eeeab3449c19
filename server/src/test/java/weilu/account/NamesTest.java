package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

class NamesTest {
    private final DisplayNames displayNames = new DisplayNames(new LookAlikes("阿炉"));

    @ParameterizedTest
    @DisplayName("[AC3] names that fold alike are one name")
    @CsvSource({"XiaoHong, xiaohong", "ｘｉａｏｈｏｎｇ, xiaohong", "小红, 小红", "' 小红 ', 小红", "a.b_c-1, a.b_c-1",
            "小红2026, 小红2026"})
    void foldsSignInNames(String typed, String folded) {
        assertThat(SignInName.require(typed).folded()).isEqualTo(folded);
    }

    @ParameterizedTest
    @DisplayName("[AC3] names that are too short, too long, invisible, mixed or not letters are refused")
    @ValueSource(strings = {"", "a", " ", "-ab", "ab.", "a b", "小 红", "a\u0000b", "ab\u202Egnp", "a\u200Bb", "аdmin",
            "раypal", "x/y", "<b>", "😀😀", "a\uD800b", "ab\uFEFF", "1\u0661\u06F1"})
    void refusesSignInNames(String typed) {
        assertInvalid("name", () -> SignInName.require(typed));
    }

    @ParameterizedTest
    @DisplayName("[AC3] a name of 33, 300 or 300,000 characters is refused, one of 32 is not")
    @ValueSource(ints = {33, 300, 300_000})
    void boundsSignInNames(int length) {
        assertThat(SignInName.find("红".repeat(32))).isPresent();
        assertInvalid("name", () -> SignInName.require("红".repeat(length)));
    }

    @ParameterizedTest
    @DisplayName("[AC4] people may call themselves what can be seen and read")
    @ValueSource(strings = {"小红", "小明 🔥", "👩‍👩‍👧 一家", "❤️", "Анна", "أحمد", "Nguyễn Văn", "José", "O'Brien-Smith",
            "小红 (妈妈)", "1️⃣号", "阿红", "炉边", "王阿姨", "Malu", "Al", "Tom's AI notes", "नमस्ते", "한국", "さくら"})
    void acceptsDisplayNames(String name) {
        assertThat(displayNames.require("displayName", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @DisplayName("[AC4] invisible, direction-changing, control and unassigned characters are refused")
    @ValueSource(strings = {"", "   ", "\u3000", "小\u202E红", "\u2066小红\u2069", "小\u0000红", "小\n红", "小\u200B红", "\u2800",
            "\u3164", "\u115F", "小红\u200D", "\u200D小红", "a\u00ADb", "小\uD83D红", "\uE000", "\uFE0F", "a\uFE0F",
            "Z\u0300\u0301\u0302\u0303algo", "\u0301", "\u061C", "a\uDB40\uDC41"})
    void refusesUnseen(String name) {
        assertInvalid("displayName", () -> displayNames.require("displayName", name));
    }

    @ParameterizedTest
    @DisplayName("[AC4] look-alikes of 阿炉 and of badges are refused")
    @ValueSource(strings = {"阿炉", "阿 炉", "阿.炉", "「阿炉」", "阿爐", "啊炉", "阿炉助手", "真阿炉", "阿炉1", "系统", "系統", "系 统",
            "小红【管理员】", "小红 (admin)", "Admin", "ADMIN", "аdmin", "аdmіn",
            "ADMlN", "adrnin", "Ａｄｍｉｎ", "𝐀𝐝𝐦𝐢𝐧", "ＷＥＩＬＵ", "wеilu", "weiIu",
            "官方", "小红 ✓", "小红✅", "🤖小红", "system", "ѕуѕtem", "Agent", "派主", "围炉", "圍爐", "所有人"})
    void refusesLookAlikes(String name) {
        assertInvalid("displayName", () -> displayNames.require("displayName", name));
    }

    @ParameterizedTest
    @DisplayName("[AC4] 41, 300 or 300,000 characters are refused, 40 are not, of whatever make")
    @ValueSource(ints = {41, 300, 300_000})
    void boundsDisplayNames(int length) {
        assertThat(displayNames.require("displayName", "红".repeat(40))).hasSize(40);
        assertThat(displayNames.require("displayName", "👩‍👩‍👧".repeat(25))).isNotEmpty();
        assertInvalid("displayName", () -> displayNames.require("displayName", "红".repeat(length)));
    }

    @ParameterizedTest
    @DisplayName("[AC4] a name is composed, and its spaces are single")
    @CsvSource({"'  小红   妈妈 ', 小红 妈妈", "'小红　妈妈', 小红 妈妈", "'Jose\u0301', José"})
    void cleans(String typed, String kept) {
        assertThat(displayNames.require("displayName", typed)).isEqualTo(kept);
    }

    static void assertInvalid(String field, Runnable attempt) {
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem().code()).isEqualTo(ErrorCode.INVALID);
            assertThat(refusal.problem().field()).isEqualTo(field);
        });
    }
}
