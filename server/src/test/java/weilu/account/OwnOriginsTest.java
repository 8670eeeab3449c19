package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnOriginsTest {
    private final OwnOrigins configured = new OwnOrigins(List.of("https://weilu.example/", "http://localhost:8080"));
    private final OwnOrigins open = new OwnOrigins(List.of());

    @Test
    @DisplayName("[AC13] with public addresses configured, those are ours and no others, whatever the Host header says")
    void knowsConfigured() {
        assertThat(configured.isOwn("https://weilu.example", "weilu.example")).isTrue();
        assertThat(configured.isOwn("https://WEILU.example:443", "inner:8080")).isTrue();
        assertThat(configured.isOwn("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(configured.isOwn("http://weilu.example", "weilu.example")).isFalse();
        assertThat(configured.isOwn("https://evil.example", "evil.example")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("[AC13] otherwise the host the request was sent to is ours")
    @CsvSource({"http://localhost:8080, localhost:8080", "https://a.example, a.example",
            "http://a.example, a.example:80", "http://[::1]:8080, [::1]:8080", "http://192.168.1.7, 192.168.1.7"})
    void comparesHost(String origin, String host) {
        assertThat(open.isOwn(origin, host)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("[AC13] foreign, absent, odd and deceiving origins are nobody's")
    @ValueSource(strings = {"", "null", "http://evil.example", "http://localhost:8081",
            "https://localhost:8080.evil.example", "http://localhost:8080@evil.example", "http://user@localhost:8080",
            "file:///x", "localhost:8080",
            "http://localhost:8080/path", "http://localhost:8080?x", "javascript:alert(1)", "http://",
            "http://local host"})
    void refusesForeign(String origin) {
        assertThat(open.isOwn(origin, "localhost:8080")).isFalse();
        assertThat(open.isOwn(null, "localhost:8080")).isFalse();
        assertThat(open.isOwn("http://localhost:8080", null)).isFalse();
        assertThat(open.isOwn("http://" + "a".repeat(400), "a".repeat(400))).isFalse();
    }

    @Test
    @DisplayName("[AC13] a public address that is none is refused at the start")
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OwnOrigins(List.of("weilu.example")));
    }
}
