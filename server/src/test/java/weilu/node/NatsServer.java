package weilu.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A NATS server of the test's own, from Debian's package, on a free port of this machine. */
final class NatsServer implements AutoCloseable {
    private static final String USER = "weilu:a-test-password";

    private final Path program;
    private final int port;
    private Process process;

    private NatsServer(Path program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Empty where there is none. */
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nats-server")).filter(Files::isExecutable).findFirst();
    }

    static NatsServer start(Path program) throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            NatsServer server = new NatsServer(program, probe.getLocalPort());
            probe.close();
            server.again();
            return server;
        }
    }

    String url() {
        return "nats://" + USER + "@127.0.0.1:" + port;
    }

    /** On the same port. */
    void again() throws IOException {
        String[] signIn = USER.split(":");
        process = new ProcessBuilder(program.toString(), "-a", "127.0.0.1", "-p", Integer.toString(port),
                "--user", signIn[0], "--pass", signIn[1])
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Await.until("NATS answers", this::answers);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
