package weilu.tool.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.PinnedClock;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.gateway.KeyVault;
import weilu.id.AccountId;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.tool.mcp.McpLimits;
import weilu.tool.server.OddServer;
import weilu.tool.server.ServedTools;
import weilu.tool.server.ToolServer;
import weilu.tool.server.ToolServer.Kind;
import weilu.tool.server.ToolServerDraft;
import weilu.tool.server.ToolServers;

/** An MCP server that asks who we are, and its authorization server, which may be an odd one, too. */
class ToolSignInTest {
    private static final String BACK = "https://weilu.example/settings/tools";

    @TempDir
    Path folder;
    private final PinnedClock clock = PinnedClock.still();
    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private final List<String> registered = new CopyOnWriteArrayList<>();
    private TestDatabase database;
    private Db db;
    private OutboundHttp http;
    private OddServer odd;
    private ServedTools served;
    private ToolServers servers;
    private AccountId admin;
    private ToolServer server;
    private volatile String issuer;
    private volatile String methods = "[\"S256\"]";
    private volatile String resource;
    private volatile String registration;
    private volatile String token = "token-1";

    @BeforeEach
    void start() throws IOException {
        database = TestDatabase.fresh();
        db = database.db();
        http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
        odd = new OddServer();
        odd.offer(OddServer.tool("echo", "Says it again."));
        issuer = odd.origin() + "/as";
        resource = odd.address();
        registration = odd.origin() + "/as/register";
        odd.demand("token-1", "Bearer resource_metadata=\"" + odd.origin() + "/meta\", scope=\"tools\"");
        odd.also("/meta", exchange -> OddServer.send(exchange, 200, "application/json",
                "{\"resource\":\"" + resource + "\",\"authorization_servers\":[\"" + odd.origin() + "/as\"]}"));
        odd.also("/.well-known/openid-configuration/as", exchange -> OddServer.send(exchange, 200, "application/json", """
                {"issuer":"%s","authorization_endpoint":"%s/as/authorize","token_endpoint":"%s/as/token",
                 "registration_endpoint":"%s","code_challenge_methods_supported":%s,
                 "authorization_response_iss_parameter_supported":true}
                """.formatted(issuer, odd.origin(), odd.origin(), registration, methods)));
        odd.also("/as/register", exchange -> {
            registered.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            OddServer.send(exchange, 201, "application/json", "{\"client_id\":\"weilu-1\"}");
        });
        odd.also("/as/token", this::giveToken);
        served = new ServedTools(db, KeyVault.open(folder.resolve("server.key"), new SecureRandom()), http, null,
                McpLimits.STANDARD, new SecureRandom(), clock);
        servers = served.servers();
        admin = account("小红");
        server = servers.add(new ToolServerDraft(
                Kind.MCP_HTTP, "odd", odd.address(), null, null, null, null, true, true), admin);
    }

    @AfterEach
    void stop() {
        served.close();
        http.close();
        odd.close();
        database.close();
    }

    @Test
    @DisplayName("[OS3] finds, registers, goes round with PKCE for this one server, and then the list can be read")
    void wholeWay() throws Exception {
        assertThat(servers.look(server.id()).problem()).startsWith("sign_in_needed");
        Map<String, String> query = begin();
        assertThat(registered.getFirst()).contains(BACK).contains("refresh_token");
        assertThat(query).containsEntry("client_id", "weilu-1").containsEntry("redirect_uri", BACK)
                .containsEntry("resource", odd.address()).containsEntry("scope", "tools")
                .containsEntry("code_challenge_method", "S256");

        ToolServer after = servers.finishSignIn(query.get("state"), "code-1", issuer, admin);
        assertThat(after.problem()).isNull();
        assertThat(after.signedIn()).isTrue();
        assertThat(after.offered().tools()).hasSize(1);
        Map<String, String> form = forms.getFirst();
        assertThat(form).containsEntry("grant_type", "authorization_code").containsEntry("code", "code-1")
                .containsEntry("resource", odd.address()).containsEntry("redirect_uri", BACK);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(form.get("code_verifier").getBytes(StandardCharsets.UTF_8));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)).isEqualTo(query.get("code_challenge"));
        byte[] kept = db.inTransaction(tx -> tx.handle().createQuery("select sealed_tokens from tool_server")
                .mapTo(byte[].class).one());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("token-1");
    }

    @Test
    @DisplayName("[OS4] a token that runs out is renewed before it is used")
    void renews() {
        servers.finishSignIn(begin().get("state"), "code-1", issuer, admin);
        token = "token-2";
        odd.demand("token-2", "Bearer");
        clock.pass(Duration.ofMinutes(59).plusSeconds(30));
        assertThat(servers.look(server.id()).problem()).isNull();
        assertThat(forms.getLast()).containsEntry("grant_type", "refresh_token").containsEntry("refresh_token", "again")
                .containsEntry("resource", odd.address());
    }

    @Test
    @DisplayName("[OS3] another state, another admin, another issuer, too late, or a second time: nothing is signed in")
    void refusesAnswers() {
        AccountId other = account("小明");
        String state = begin().get("state");
        assertRefused(state + "x", issuer, admin);
        assertRefused(begin().get("state"), issuer, other);
        assertRefused(begin().get("state"), "https://evil.example", admin);
        assertRefused(begin().get("state"), null, admin);
        String late = begin().get("state");
        clock.pass(OAuthSignIn.TIME_MAX.plusSeconds(1));
        assertRefused(late, issuer, admin);
        assertThat(forms).isEmpty();
        String good = begin().get("state");
        servers.finishSignIn(good, "code-1", issuer, admin);
        assertRefused(good, issuer, admin);
        assertThat(forms).hasSize(1);
    }

    @Test
    @DisplayName("[OS1] metadata about another server, another issuer, or without PKCE ends the sign-in before it begins")
    void refusesMetadata() {
        resource = "https://elsewhere.example/mcp";
        assertNotBegun("another server");
        resource = odd.origin() + "/mcpx";
        assertNotBegun("another server");
        resource = odd.origin();
        issuer = "https://evil.example";
        assertNotBegun("another name");
        issuer = odd.origin() + "/as";
        methods = "[\"plain\"]";
        assertNotBegun("PKCE");
        methods = "[\"S256\"]";
        assertThat(begin()).isNotEmpty();
    }

    @Test
    @DisplayName("[OS2] a private address that a server names is not gone to")
    void refusesPrivate() throws IOException {
        try (OddServer inside = new OddServer()) {
            odd.demand("token-1", "Bearer resource_metadata=\"" + inside.origin() + "/meta\"");
            assertNotBegun("HTTPS");
            odd.demand("token-1", "Bearer resource_metadata=\"https://169.254.169.254/meta\"");
            assertNotBegun("169.254.169.254");
            assertThat(inside.seen()).isEmpty();
        }
    }

    @Test
    @DisplayName("[OS1] where nobody can register by themselves, a client registered by hand is asked for")
    void clientByHand() {
        registration = "";
        assertThatThrownBy(() -> servers.beginSignIn(server.id(), null, BACK, admin)).isInstanceOfSatisfying(Refusal.class,
                e -> assertThat(e.problem().field()).isEqualTo("clientId"));
        Map<String, String> query = query(servers.beginSignIn(server.id(), new OAuthClient("by-hand", "s3cret"), BACK, admin));
        assertThat(query).containsEntry("client_id", "by-hand");
        servers.finishSignIn(query.get("state"), "code-1", issuer, admin);
        assertThat(forms.getFirst()).containsEntry("client_id", "by-hand").containsEntry("client_secret", "s3cret");
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        forms.add(fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        OddServer.send(exchange, 200, "application/json", "{\"access_token\":\"" + token
                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"again\"}");
    }

    private Map<String, String> begin() {
        return query(servers.beginSignIn(server.id(), null, BACK, admin));
    }

    private static Map<String, String> query(String address) {
        return fields(URI.create(address).getRawQuery());
    }

    private static Map<String, String> fields(String text) {
        return Stream.of(text.split("&")).map(one -> one.split("=", 2)).collect(Collectors.toMap(
                one -> one[0], one -> URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
    }

    private void assertRefused(String state, String from, AccountId by) {
        assertThatThrownBy(() -> servers.finishSignIn(state, "code-1", from, by)).isInstanceOf(Refusal.class);
    }

    private void assertNotBegun(String why) {
        assertThatThrownBy(() -> servers.beginSignIn(server.id(), null, BACK, admin))
                .isInstanceOfSatisfying(Refusal.class, e -> {
                    assertThat(e.problem().code()).isEqualTo(ErrorCode.PROVIDER_FAILED);
                    assertThat(e.problem().detail()).contains(why);
                });
    }

    private AccountId account(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                insert into account (kind, display_name, created_at) values ('person', :name, now()) returning id
                """).bind("name", name).mapTo(AccountId.class).one());
    }
}
