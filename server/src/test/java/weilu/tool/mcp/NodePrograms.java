package weilu.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reference servers of the Model Context Protocol, from npm: {@code e2e/package-lock.json} pins them, and {@code ./weilu
 * test} installs them before the server's tests.
 */
public final class NodePrograms implements AutoCloseable {
    private static final Path MODULES = Path.of("../e2e/node_modules/@modelcontextprotocol").toAbsolutePath().normalize();
    private static final Duration START_TIME = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private NodePrograms(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is no Node, and only there. */
    public static Path node() {
        Path node = Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(node != null, "there is no Node on this machine, so the reference servers of MCP cannot run");
        return node;
    }

    public static Path script(String server) {
        Path script = MODULES.resolve(server).resolve("dist/index.js");
        assertThat(script).as("run `npm ci` in e2e/ first; ./weilu test does").exists();
        return script;
    }

    /** The server that has everything, over Streamable HTTP. */
    public static NodePrograms everything() throws IOException, InterruptedException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                List.of(node().toString(), script("server-everything").toString(), "streamableHttp"));
        builder.environment().put("PORT", Integer.toString(free));
        builder.redirectErrorStream(true);
        NodePrograms program = new NodePrograms(builder.start(), free);
        program.awaitListening();
        return program;
    }

    public String address() {
        return "http://127.0.0.1:" + port + "/mcp";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitListening() throws IOException, InterruptedException {
        Thread.ofVirtual().start(this::drain);
        long end = System.nanoTime() + START_TIME.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("the reference server does not listen");
    }

    private void drain() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }
}
