package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code /openapi}: the HTTP API's description as the build made it from the resources' annotations. Programs get the JSON,
 * browsers a page to read.
 */
final class ApiDescription {
    private static final String JSON = "openapi.json";
    private static final String LOOK = "openapi.css";

    void route(Router router) {
        router.get("/openapi").handler(this::answer);
        router.get("/" + LOOK).handler(context -> send(context, "text/css; charset=utf-8", bytes(LOOK)));
    }

    private void answer(RoutingContext context) {
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (isForPeople(context)) {
            send(context, "text/html; charset=utf-8", new ApiPage(parsed()).html().getBytes(StandardCharsets.UTF_8));
        } else {
            send(context, "application/json", bytes(JSON));
        }
    }

    private static boolean isForPeople(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html") && context.request().getParam("format") == null;
    }

    private static void send(RoutingContext context, String type, byte[] body) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(Buffer.buffer(body));
    }

    private static JsonNode parsed() {
        try {
            return new ObjectMapper().readTree(bytes(JSON));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream stream = ApiDescription.class.getClassLoader().getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
