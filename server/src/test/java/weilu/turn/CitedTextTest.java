package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitedTextTest {
    private final List<String> out = new ArrayList<>();
    private final List<Integer> cited = new ArrayList<>();

    /** Of eight quotes, in the order of first use. */
    private int place(int number) {
        if (number <= 8 && !cited.contains(number)) {
            cited.add(number);
        }
        return cited.indexOf(number) + 1;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "火锅定在周六[7]，[3]改到七点[7]。 | 火锅定在周六[1]，[2]改到七点[1]。 | [7, 3]",
        "周六[3, 9][12] | 周六[1] | [3]", "周六【3】 | 周六[1] | [3]", "没有[99]这条 | 没有这条 | []",
        "数组 a[0] 和 [2026年] | 数组 a[0] 和 [2026年] | []", "[链接](http://x) | [链接](http://x) | []",
        "半个 [3 | 半个 [3 | []", "空[]的 | 空[]的 | []"})
    @DisplayName("[TU7] citations are renumbered in order of use; made-up numbers are left out")
    void renumbers(String said, String shown, String numbers) {
        for (int size = 1; size <= said.length(); size++) {
            out.clear();
            cited.clear();
            CitedText text = new CitedText(this::place, out::add);
            for (int from = 0; from < said.length(); from += size) {
                text.add(said.substring(from, Math.min(said.length(), from + size)));
            }
            text.end();
            assertThat(text.text()).isEqualTo(shown);
            assertThat(String.join("", out)).isEqualTo(shown);
            assertThat(cited).hasToString(numbers);
        }
    }

    @Test
    @DisplayName("[TU7] the mark for an answer that is not there is never shown")
    void hidesTheMarker() {
        CitedText text = new CitedText(this::place, out::add);
        text.add(" NOT_");
        text.add("FOUND\n");
        text.end();
        assertThat(text.saysNotFound()).isTrue();
        assertThat(String.join("", out)).isBlank();
        CitedText other = new CitedText(this::place, out::add);
        other.add("NOT");
        other.add(" today");
        other.end();
        assertThat(other.saysNotFound()).isFalse();
        assertThat(other.text()).isEqualTo("NOT today");
    }
}
