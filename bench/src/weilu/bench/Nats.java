package weilu.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A NATS server of the run's own, on a free port of this machine. */
final class Nats implements AutoCloseable {
    private static final String USER = "weilu";
    private static final String PASSWORD = "a-drill-password";
    private static final int TRIES_MAX = 500;

    private final Path program;
    private final int port;
    private Process process;

    private Nats(Path program, int port) {
        this.program = program;
        this.port = port;
    }

    static Nats start() throws Exception {
        Path program = Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nats-server")).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new Missing("there is no nats-server here (on Debian: apt-get install nats-server)"));
        int port;
        try (ServerSocket probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        Nats nats = new Nats(program, port);
        nats.again();
        return nats;
    }

    String url() {
        return "nats://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** On the same port. */
    void again() throws IOException, InterruptedException {
        process = new ProcessBuilder(program.toString(), "-a", "127.0.0.1", "-p", Integer.toString(port),
                "--user", USER, "--pass", PASSWORD)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IOException("nats-server does not answer");
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
