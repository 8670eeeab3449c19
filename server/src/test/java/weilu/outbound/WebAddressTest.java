package weilu.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.1/",
        "http://127.0.1/", "http://127.0.0.01/", "http://127.0.0.0x1/", "http://0/", "http://256.1.1.1/",
        "http://１２７.0.0.1/", "http://127。0。0。1/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[fe80::1%25eth0]/", "http://a_b.example/", "http://-a.example/", "http://a..example/",
        "http://user@host.example/", "http://host.example:0/", "http://host.example:70000/", "ftp://host.example/",
        "file:///etc/passwd", "//host.example/", "host.example", "http://", "http:///x", "https://a.example\\@b/",
        "http://1.2.3.4.5/", "http://a.0x1/", "jar:http://a.example!/", "http://ex ample/", "", "   "})
    @DisplayName("[OB2] a host that is not spelled plainly is refused before any look-up")
    void refusesOddSpellings(String text) {
        assertThatThrownBy(() -> WebAddress.parse(text)).isInstanceOfSatisfying(OutboundFailure.class,
                failure -> assertThat(failure.reason()).isEqualTo(OutboundFailure.Reason.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.deepseek.com/v1, https://api.deepseek.com:443", "http://127.0.0.1:11434/v1, http://127.0.0.1:11434",
        "HTTP://Ollama:8000, http://ollama:8000", "http://[2001:4860:4860::8888]/, 'http://[2001:4860:4860::8888]:80'",
        "https://xn--fiq228c.example/v1, https://xn--fiq228c.example:443"})
    @DisplayName("[OB2] a plain address is taken, with its origin")
    void takesPlainAddresses(String text, String origin) throws OutboundFailure {
        assertThat(WebAddress.parse(text).origin()).hasToString(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC", "1.1.1.1, PUBLIC", "172.15.255.255, PUBLIC", "172.32.0.1, PUBLIC", "100.128.0.1, PUBLIC",
        "223.5.5.5, PUBLIC", "2400:3200::1, PUBLIC", "2606:4700::1111, PUBLIC",
        "127.0.0.1, LOCAL", "127.255.255.254, LOCAL", "10.0.0.1, LOCAL", "172.16.0.1, LOCAL", "172.31.255.255, LOCAL",
        "192.168.1.1, LOCAL", "100.64.0.1, LOCAL", "100.127.255.255, LOCAL", "::1, LOCAL", "fd00::1, LOCAL",
        "fc00::1, LOCAL", "0.0.0.0, FORBIDDEN", "169.254.169.254, FORBIDDEN", "224.0.0.1, FORBIDDEN",
        "239.255.255.255, FORBIDDEN", "255.255.255.255, FORBIDDEN", "240.0.0.1, FORBIDDEN", "198.18.0.1, FORBIDDEN",
        "198.19.255.255, FORBIDDEN", "192.0.2.1, FORBIDDEN", "::, FORBIDDEN", "fe80::1, FORBIDDEN", "ff02::1, FORBIDDEN",
        "64:ff9b::7f00:1, FORBIDDEN", "64:ff9b:1::1, FORBIDDEN", "::7f00:1, FORBIDDEN", "2002:7f00:1::, FORBIDDEN",
        "2001:0:1::1, FORBIDDEN", "2001:db8::1, FORBIDDEN", "fec0::1, FORBIDDEN"})
    @DisplayName("[OB3] every address is public, local or forbidden")
    void sortsAddresses(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }
}
