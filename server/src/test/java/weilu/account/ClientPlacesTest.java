package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClientPlacesTest {
    private final ClientPlaces direct = new ClientPlaces(List.of());
    private final ClientPlaces proxied = new ClientPlaces(List.of("10.0.0.0/8", "127.0.0.1", "fd00::/8"));

    @Test
    @DisplayName("[AC9] without a trusted proxy the header is not read")
    void ignoresHeaderOfStrangers() {
        assertThat(direct.of("203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
        assertThat(proxied.of("203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
    }

    @Test
    @DisplayName("[AC9] behind trusted proxies the last address that is not one of them counts")
    void readsFromTheRight() {
        assertThat(proxied.of("127.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(proxied.of("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.1.2.3")).isEqualTo("198.51.100.1");
        assertThat(proxied.of("10.9.9.9", "5.6.7.8, 198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    @DisplayName("[AC9] nonsense in the header leads to the proxy, never to a place of the client's choice")
    void stopsAtNonsense() {
        assertThat(proxied.of("127.0.0.1", "1.2.3.4, localhost")).isEqualTo("127.0.0.1");
        assertThat(proxied.of("127.0.0.1", "")).isEqualTo("127.0.0.1");
        assertThat(proxied.of("127.0.0.1", "1.2.3.4,".repeat(1_000))).isEqualTo("127.0.0.1");
        assertThat(proxied.of(null, "1.2.3.4")).isEqualTo("unknown");
    }

    @Test
    @DisplayName("[AC9] an IPv6 client is its /64, IPv4 in IPv6 is IPv4")
    void joinsNetworks() {
        assertThat(direct.of("2001:db8:1:2:3:4:5:6", null)).isEqualTo(direct.of("2001:db8:1:2:ffff::1", null));
        assertThat(direct.of("2001:db8:1:2::1", null)).isNotEqualTo(direct.of("2001:db8:1:3::1", null));
        assertThat(direct.of("::ffff:203.0.113.7", null)).isEqualTo("203.0.113.7");
        assertThat(proxied.of("[fd00::1%eth0]", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    @DisplayName("[AC9] a proxy that is not an address is refused at the start")
    void refusesNonsenseProxies() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientPlaces(List.of("proxy.example")));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientPlaces(List.of("10.0.0.0/33")));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientPlaces(List.of("10.0.0.0/x")));
    }
}
