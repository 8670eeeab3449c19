package weilu.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A start for the JVM's start-up cache: the server is asked a few things it is asked first, and stops. It ends early when the
 * server it is made for ends.
 */
@ApplicationScoped
class Rehearsal {
    /** Below the ports the system gives out; if it is taken the rehearsal fails, and the next start tries again. */
    static final int PORT = 18_429;

    private static final String ASKED = "weilu.rehearsal";
    private static final List<String> PATHS = List.of(
            "/", "/health/ready", "/api/server", "/api/me", "/api/rooms", "/api/directory?query=", "/metrics", "/openapi",
            "/api/rooms/100000000", "/assets/none.js", "/r/100000000", "/favicon.ico");
    private static final List<String> POSTS = List.of("/api/accounts", "/api/sign-ins", "/api/rooms", "/api/guests");

    static void ask() {
        System.setProperty(ASKED, "true");
    }

    void play(@ObservesAsync HttpServerStart started) {
        if (!Boolean.getBoolean(ASKED)) {
            return;
        }
        String server = System.getenv("WEILU_REHEARSAL_FOR");
        if (server != null) {
            ProcessHandle.of(Long.parseLong(server)).ifPresent(process -> process.onExit().thenRun(Quarkus::asyncExit));
        }
        Thread.ofVirtual().start(() -> {
            PATHS.forEach(path -> ask("GET " + path + " HTTP/1.1", ""));
            POSTS.forEach(path -> ask("POST " + path + " HTTP/1.1", "{\"name\":\"\",\"password\":\"\"}"));
            Quarkus.asyncExit();
        });
    }

    private static void ask(String line, String body) {
        String request = String.join("\r\n", line, "Host: localhost:" + PORT, "Origin: http://localhost:" + PORT,
                "Content-Type: application/json", "Content-Length: " + body.length(), "Connection: close", "", body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT); InputStream answer = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            answer.readAllBytes();
        } catch (IOException failure) {
            System.err.println("the rehearsal was not answered: " + failure.getMessage());
        }
    }
}
