package weilu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weilu.protocol.Refusal;

class PriceTest {
    @Test
    @DisplayName("[GW10] what is written is read exactly, to the last millionth")
    void reads() {
        assertThat(Price.parse("2/8.5 CNY")).isEqualTo(new Price(2_000_000, 8_500_000, "CNY"));
        assertThat(Price.parse(" 0.1 / 0.000003  USD ")).isEqualTo(new Price(100_000, 3, "USD"));
        assertThat(Price.parse("0/1000000 EUR")).isEqualTo(new Price(0, 1_000_000_000_000L, "EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2 CNY", "2/8", "2/8 cny", "-2/8 CNY", "2/8.0000001 CNY", "1e3/2 CNY",
            "2/1000001 CNY", "2/8 CNYY"})
    @DisplayName("[GW10] what cannot be a price is refused")
    void refuses(String written) {
        assertThatThrownBy(() -> Price.parse(written)).isInstanceOf(Refusal.class);
    }

    @Test
    @DisplayName("[GW10] a cost is rounded up to a millionth, and no binary fraction is in between")
    void costs() {
        assertThat(Price.parse("0.1/0.2 CNY").of(3, 0)).isEqualTo(new Price.Cost(1, "CNY"));
        assertThat(Price.parse("0.1/0.2 CNY").of(10_000_000, 10_000_000)).isEqualTo(new Price.Cost(3_000_000, "CNY"));
        assertThat(Price.parse("2/8 CNY").of(0, 0)).isEqualTo(new Price.Cost(0, "CNY"));
        assertThat(Price.parse("1000000/1000000 CNY").of(2_000_000, 0).micros()).isEqualTo(2_000_000_000_000L);
    }

    @Test
    @DisplayName("[GW10] money is written as people write it")
    void writes() {
        assertThat(new Price.Cost(12_300, "CNY").decimal()).isEqualTo("0.0123");
        assertThat(new Price.Cost(100_000_000, "CNY").decimal()).isEqualTo("100");
        assertThat(new Price.Cost(0, "CNY").decimal()).isEqualTo("0");
    }
}
