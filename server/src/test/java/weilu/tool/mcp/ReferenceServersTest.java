package weilu.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.StopSignal;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;
import weilu.outbound.WebAddress;
import weilu.protocol.Json;
import weilu.tool.mcp.McpFailure.Kind;

/** Our client against the reference servers, as they come from npm. */
class ReferenceServersTest {
    private final OutboundHttp http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
    private final StopSignal stop = new StopSignal();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    @DisplayName("[MC1] server-everything over Streamable HTTP: greets, lists, calls, keeps its session")
    void everything() throws Exception {
        try (NodePrograms program = NodePrograms.everything(); McpSession session = open(program)) {
            assertThat(session.serverName()).contains("everything");
            List<McpTool> tools = session.tools(stop);
            assertThat(tools).extracting(McpTool::name).contains("echo", "get-sum", "get-tiny-image");
            McpTool echo = tools.stream().filter(tool -> tool.name().equals("echo")).findFirst().orElseThrow();
            assertThat(echo.schema().path("properties").has("message")).isTrue();

            assertThat(session.call("echo", json("{\"message\":\"你好\"}"), stop))
                    .isEqualTo(new McpResult("Echo: 你好", false));
            assertThat(session.call("get-sum", json("{\"a\":2,\"b\":40}"), stop).text()).contains("42");
            assertThat(session.tools(stop)).hasSameSizeAs(tools);
        }
    }

    @Test
    @DisplayName("[MC3] a picture and a link in a result are named, not fetched")
    void picturesAndLinks() throws Exception {
        try (NodePrograms program = NodePrograms.everything(); McpSession session = open(program)) {
            assertThat(session.call("get-tiny-image", json("{}"), stop).text()).contains("[a picture, image/png, not looked at]");
            assertThat(session.call("get-resource-links", json("{\"count\":2}"), stop).text()).contains("[a link, not followed:");
        }
    }

    @Test
    @DisplayName("[MC2] a wrong argument is the tool's failure; a tool that is not there is one, too")
    void failures() throws Exception {
        try (NodePrograms program = NodePrograms.everything(); McpSession session = open(program)) {
            McpResult wrong = session.call("get-sum", json("{\"a\":\"no number\"}"), stop);
            assertThat(wrong.failed()).isTrue();
            assertThat(session.call("no-such-tool", json("{}"), stop).failed()).isTrue();
        }
    }

    @Test
    @DisplayName("[MC2] a long operation ends at its time limit, or when it is stopped, and the session lives on")
    void longOperation() throws Exception {
        McpLimits hasty = new McpLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(300));
        JsonNode long20 = json("{\"duration\":20,\"steps\":40}");
        try (NodePrograms program = NodePrograms.everything()) {
            try (McpSession session = open(program, hasty)) {
                assertThatThrownBy(() -> session.call("trigger-long-running-operation", long20, stop))
                        .isInstanceOfSatisfying(McpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT));
            }
            try (McpSession session = open(program)) {
                StopSignal soon = new StopSignal();
                Thread.ofVirtual().start(() -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(200);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    soon.stop();
                });
                assertThatThrownBy(() -> session.call("trigger-long-running-operation", long20, soon))
                        .isInstanceOfSatisfying(McpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.STOPPED));
                assertThat(session.call("echo", json("{\"message\":\"still here\"}"), stop).text()).contains("still here");
            }
        }
    }

    @Test
    @DisplayName("[MC1] server-filesystem as a program reads the folder it was given, and no other")
    void filesystem(@TempDir Path folder) throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(shared.resolve("锅底.txt"), "牛油锅底");
        Files.writeString(folder.resolve("secret.txt"), "not for tools");
        ProcessConnection connection = ProcessConnection.start(
                List.of(NodePrograms.node().toString(), NodePrograms.script("server-filesystem").toString(), shared.toString()),
                folder, Map.of());
        try (McpSession session = McpSession.open(connection, McpLimits.STANDARD, stop)) {
            assertThat(session.tools(stop)).extracting(McpTool::name).contains("read_text_file", "list_directory");
            ObjectNode path = Json.mapper().createObjectNode().put("path", shared.resolve("锅底.txt").toString());
            assertThat(session.call("read_text_file", path, stop).text()).contains("牛油锅底");
            ObjectNode outside = Json.mapper().createObjectNode().put("path", folder.resolve("secret.txt").toString());
            McpResult refused = session.call("read_text_file", outside, stop);
            assertThat(refused.failed()).isTrue();
            assertThat(refused.text()).doesNotContain("not for tools");
        }
        assertThat(connection.handle().onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    @DisplayName("[MC1] a program gets an environment of its own, with nothing of the server's")
    void bareEnvironment(@TempDir Path folder) throws Exception {
        ProcessConnection connection = ProcessConnection.start(
                List.of(NodePrograms.node().toString(), NodePrograms.script("server-everything").toString(), "stdio"),
                folder, Map.of("API_KEY", "given-by-an-admin"));
        try (McpSession session = McpSession.open(connection, McpLimits.STANDARD, stop)) {
            JsonNode environment = json(session.call("get-env", json("{}"), stop).text());
            assertThat(environment.properties()).extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("PATH", "HOME", "LANG", "API_KEY");
        }
    }

    private McpSession open(NodePrograms program) throws Exception {
        return open(program, McpLimits.STANDARD);
    }

    private McpSession open(NodePrograms program, McpLimits limits) throws Exception {
        return McpSession.open(new HttpConnection(http, WebAddress.parse(program.address()), true, null), limits, stop);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text);
    }
}
