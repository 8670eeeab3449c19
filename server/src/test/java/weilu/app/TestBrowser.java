package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import weilu.protocol.Json;

/** One person's browser as the server sees it: keeps cookies, says which page asks, speaks JSON. */
public final class TestBrowser {
    private final URI server;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

    /** @param server the server's own origin */
    public TestBrowser(URI server) {
        this.server = URI.create(server.getScheme() + "://" + server.getAuthority());
    }

    /** What came back; the body is missing when there was none, or it was not JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        /** The code of the problem, or an empty text. */
        public String code() {
            return body.path("code").asText();
        }
    }

    /** Has the browser carry this sign-in token from now on. */
    public void carry(String token) {
        HttpCookie cookie = new HttpCookie("weilu", token);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(server, cookie);
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json, Map.of());
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json, Map.of());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    /**
     * Sends the request as one of our own pages would.
     *
     * @param json the body, or null for none
     * @param headers set after and over the usual ones; an empty value takes a header away
     */
    public Answer send(String method, String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        return send(request, json != null, headers);
    }

    /** Sends the bytes of a file. */
    public Answer upload(String path, byte[] bytes) {
        return send(HttpRequest.newBuilder(server.resolve(path)).POST(BodyPublishers.ofByteArray(bytes)), true,
                Map.of("Content-Type", "application/octet-stream"));
    }

    private Answer send(HttpRequest.Builder request, boolean hasBody, Map<String, String> headers) {
        if (!headers.containsKey("Origin")) {
            request.setHeader("Origin", server.toString());
        }
        if (hasBody && !headers.containsKey("Content-Type")) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.setHeader(name, value);
            }
        });
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens the socket as one of our own pages would, says hello, and keeps what the server says. */
    public WatchedSocket socket() {
        return WatchedSocket.open(client, server);
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : Json.mapper().readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
