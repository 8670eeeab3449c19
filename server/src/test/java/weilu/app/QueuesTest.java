package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServer.class)
class QueuesTest {
    private static final Path DOCUMENTED = Path.of("../docs/self-hosting.md");
    private static final Pattern FIGURE = Pattern.compile("weilu_queue_(depth|limit)\\{queue=\"(\\w+)\"} (\\S+)");

    @TestHTTPResource
    URI server;

    @Test
    @DisplayName("[AP11] every queue shows its depth and limit, and the guide says what happens beyond it")
    void shown() throws Exception {
        Map<String, Double> depths = new TreeMap<>();
        Map<String, Double> limits = new TreeMap<>();
        Matcher figures = FIGURE.matcher(metrics());
        while (figures.find()) {
            (figures.group(1).equals("depth") ? depths : limits).put(figures.group(2), Double.valueOf(figures.group(3)));
        }
        assertThat(limits).containsOnlyKeys("agent_rooms", "client_frames", "commit_claim", "commit_message", "connection_outbox",
                "frames", "handshakes", "http_requests", "imports", "index_rooms", "meaning_rooms", "outbound_http",
                "passwords", "pictures", "turns");
        assertThat(depths.keySet()).isEqualTo(limits.keySet());
        depths.forEach((queue, depth) -> assertThat(depth).as(queue).isBetween(0.0, limits.get(queue)));
        String guide = Files.readString(DOCUMENTED);
        limits.forEach((queue, limit) ->
                assertThat(guide).contains("| `" + queue + "` | " + "%,d".formatted(limit.intValue()) + " |"));
    }

    /** Meters come a moment after the first request is answered. */
    private String metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/metrics")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String figures = "";
            while (!figures.contains("weilu_queue_limit")) {
                figures = client.send(request, BodyHandlers.ofString()).body();
            }
            return figures;
        }
    }
}
