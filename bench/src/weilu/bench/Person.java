package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Someone who uses the product through its public API, signed in by a cookie as in a browser. */
final class Person {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES_MAX = 30;
    private static final String PASSWORD = "a long fireside evening";

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager()).build();

    private boolean patient;

    Person(URI server) {
        this.server = server;
    }

    /** From now on does what clients may when they are told that something is unavailable: asks again in a moment. */
    Person patient() {
        patient = true;
        return this;
    }

    /** Makes the server's first account by the setup token. */
    static Person first(Product product, String name) throws IOException, InterruptedException {
        Person person = new Person(product.address());
        String setup = product.setupToken().orElseThrow(() -> new IOException("the server printed no setup link"));
        person.post("/api/accounts", Map.of("name", name, "password", PASSWORD, "displayName", name, "setup", setup));
        return person;
    }

    /** Comes back to a server where {@link #first} was. */
    static Person again(Product product, String name) throws IOException, InterruptedException {
        Person person = new Person(product.address());
        person.post("/api/sign-ins", Map.of("name", name, "password", PASSWORD));
        return person;
    }

    /**
     * Comes in as a guest of the room an invitation leads to; returns the cookie. Guests need no password, so a thousand of
     * them are there in seconds.
     */
    static String guest(URI server, String invitation, String name) throws IOException, InterruptedException {
        Person guest = new Person(server);
        guest.post("/api/guests", Map.of("invitation", invitation, "displayName", name));
        return guest.cookie();
    }

    /** The sign-in, as a Cookie header. */
    String cookie() throws IOException {
        CookieManager cookies = (CookieManager) client.cookieHandler().orElseThrow();
        return cookies.getCookieStore().getCookies().stream().findFirst()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue()).orElseThrow(() -> new IOException("no cookie"));
    }

    /** Makes a room and returns its snapshot. */
    JsonNode createRoom(String name) throws IOException, InterruptedException {
        return post("/api/rooms", Map.of("name", name));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
    }

    /** PUT, PATCH or DELETE; null for no body. */
    JsonNode change(String method, String path, Object body) throws IOException, InterruptedException {
        String text = body == null ? "" : JSON.writeValueAsString(body);
        return send(request(path).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(text)).build());
    }

    /** Sends bytes as they are. */
    JsonNode upload(String path, byte[] bytes) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes)).build());
    }

    /** A file's bytes. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered " + response.statusCode());
        }
        return response.body();
    }

    void delete(String path) throws IOException, InterruptedException {
        send(request(path).DELETE().build());
    }

    /** Sends a file as it is. */
    JsonNode upload(String path, Path file) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file)).build());
    }

    /** The status alone, whatever it is. */
    int status(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.discarding()).statusCode();
    }

    /** An answer that is not JSON. */
    String text(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Origin", server.toString());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        String body = answer(request);
        return JSON.readTree(body.isEmpty() ? "null" : body);
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        for (int tries = 0; patient && response.statusCode() == 503 && tries < TRIES_MAX; tries++) {
            TimeUnit.SECONDS.sleep(1);
            response = client.send(request, BodyHandlers.ofString());
        }
        if (response.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " was answered " + response.statusCode()
                    + ": " + response.body());
        }
        return response.body();
    }
}
