package weilu.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.outbound.OutboundFailure.Reason;

class OutboundHttpTest {
    private static final byte[] HELLO = "{\"hello\":1}".getBytes(StandardCharsets.UTF_8);

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> lookedUp = new ArrayList<>();
    private HttpServer server;
    private HttpServer other;
    private OutboundHttp http;

    @BeforeEach
    void start() throws IOException {
        server = listen();
        other = listen();
        server.createContext("/json", exchange -> reply(exchange, 200, "application/json", HELLO));
        server.createContext("/html", exchange -> reply(exchange, 200, "text/html", HELLO));
        server.createContext("/large", exchange -> reply(exchange, 200, "application/json", new byte[17_000_000]));
        server.createContext("/slow", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
        other.createContext("/json", exchange -> reply(exchange, 200, "application/json", HELLO));
        http = new OutboundHttp(OutboundRules.STANDARD, this::lookUp);
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
        other.stop(0);
    }

    @Test
    @DisplayName("[OB3] a name that leads to a local address is refused, and nothing is sent")
    void refusesLocal() {
        assertThat(failure("http://model.example:" + port() + "/json", false)).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(failure("http://127.0.0.1:" + port() + "/json", false)).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(failure("http://[::1]:" + port() + "/json", false)).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(failure("http://both.example:" + port() + "/json", false)).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("[OB3] the same address is reached where an admin has allowed it")
    void reachesAllowedLocal() throws IOException {
        assertThat(get("http://model.example:" + port() + "/json", true)).isEqualTo("{\"hello\":1}");
        OutboundRules rules = OutboundRules.forModels(List.of(), List.of("http://model.example:" + port()));
        try (OutboundHttp allowed = new OutboundHttp(rules, this::lookUp)) {
            assertThat(get(allowed, "http://model.example:" + port() + "/json", false)).isEqualTo("{\"hello\":1}");
        }
    }

    @Test
    @DisplayName("[OB3] link-local is never reached, whatever an admin allows")
    void neverLinkLocal() {
        assertThat(failure("http://169.254.169.254/latest", true)).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(failure("http://metadata.example/", true)).isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @Test
    @DisplayName("[OB3] with a list of hosts only those are reached")
    void keepsToTheList() throws IOException {
        OutboundRules rules = OutboundRules.forModels(List.of("model.example"), List.of());
        try (OutboundHttp listed = new OutboundHttp(rules, this::lookUp)) {
            assertThat(get(listed, "http://model.example:" + port() + "/json", true)).isEqualTo("{\"hello\":1}");
            assertThatThrownBy(() -> get(listed, "http://stranger.example:" + port() + "/json", true))
                    .isInstanceOfSatisfying(OutboundFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_REFUSED));
        }
    }

    @Test
    @DisplayName("[OB4] the name is looked up once per connection, and stays in the Host header")
    void pinsTheAddress() throws IOException {
        get("http://model.example:" + port() + "/json", true);
        assertThat(lookedUp).containsExactly("model.example");
        assertThat(seen).containsExactly("model.example:" + port() + " /json secret=Bearer s3cret");
    }

    @Test
    @DisplayName("[OB3] a connection opened with the admin's leave is not lent to a request without it")
    void doesNotLendConnections() throws IOException {
        get("http://model.example:" + port() + "/json", true);
        assertThat(failure("http://model.example:" + port() + "/json", false)).isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @Test
    @DisplayName("[OB5] a redirect within the origin is followed; to another origin or address it is refused")
    void checksRedirects() throws IOException {
        redirect("/there", "/json", 307);
        redirect("/elsewhere", "http://model.example:" + other.getAddress().getPort() + "/json", 307);
        redirect("/odd", "http://2130706433:" + port() + "/json", 307);
        redirect("/file", "file:///etc/passwd", 302);
        redirect("/round", "/round", 307);
        assertThat(get("http://model.example:" + port() + "/there", true)).isEqualTo("{\"hello\":1}");
        assertThat(failure("http://model.example:" + port() + "/elsewhere", true)).isEqualTo(Reason.REDIRECT_REFUSED);
        assertThat(failure("http://model.example:" + port() + "/odd", true)).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(failure("http://model.example:" + port() + "/file", true)).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(failure("http://model.example:" + port() + "/round", true)).isEqualTo(Reason.REDIRECT_REFUSED);
    }

    @Test
    @DisplayName("[OB6] an answer of another type, or too large, ends in a failure")
    void limitsTypeAndSize() {
        assertThat(failure("http://model.example:" + port() + "/html", true)).isEqualTo(Reason.WRONG_TYPE);
        assertThat(failure("http://model.example:" + port() + "/large", true)).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    @DisplayName("[GW3] a call that waits for bytes can be cancelled")
    void cancels() throws Exception {
        OutboundCall call = http.call(request("http://model.example:" + port() + "/slow", true));
        try (call; OutboundResponse response = call.execute()) {
            assertThat(response.body().read()).isEqualTo('{');
            Thread.ofVirtual().start(call::cancel);
            assertThatThrownBy(() -> response.body().read()).isInstanceOfSatisfying(OutboundFailure.class,
                    failure -> assertThat(failure.reason()).isEqualTo(Reason.CANCELLED));
        }
    }

    @Test
    @DisplayName("[OB6] an unknown host and a closed port are told apart")
    void namesFailures() throws IOException {
        HttpServer closed = listen();
        int free = closed.getAddress().getPort();
        closed.stop(0);
        assertThat(failure("http://nowhere.example/", true)).isEqualTo(Reason.NAME_UNKNOWN);
        assertThat(failure("http://model.example:" + free + "/json", true)).isEqualTo(Reason.UNREACHABLE);
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        lookedUp.add(host);
        return switch (host) {
            case "model.example", "stranger.example" -> List.of(InetAddress.getByName("127.0.0.1"));
            case "both.example" -> List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));
            case "metadata.example" -> List.of(InetAddress.getByName("169.254.169.254"));
            case "nowhere.example" -> throw new UnknownHostException(host);
            default -> List.of(InetAddress.getByName(host));
        };
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Reason failure(String address, boolean localAllowed) {
        try {
            get(address, localAllowed);
            return null;
        } catch (OutboundFailure e) {
            return e.reason();
        } catch (IOException e) {
            throw new AssertionError("every failure is named", e);
        }
    }

    private String get(String address, boolean localAllowed) throws IOException {
        return get(http, address, localAllowed);
    }

    private String get(OutboundHttp through, String address, boolean localAllowed) throws IOException {
        try (OutboundCall call = through.call(request(address, localAllowed));
                OutboundResponse response = call.execute()) {
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static OutboundRequest request(String address, boolean localAllowed) throws OutboundFailure {
        return new OutboundRequest(
                Purpose.MODEL, WebAddress.parse(address), localAllowed, Map.of(), "Bearer s3cret", null);
    }

    private void redirect(String from, String to, int status) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            reply(exchange, status, "text/plain", new byte[0]);
        });
    }

    private void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        seen.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI()
                + " secret=" + exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static HttpServer listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }
}
