package weilu.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import weilu.protocol.Json;

/**
 * What is sent for a call.
 *
 * @param pathAndQuery below the server's address
 * @param body or null
 */
public record OpenApiRequest(String method, String pathAndQuery, byte[] body) {
    /**
     * Fills the places of a declared request.
     *
     * @param declared the {@code request} of an operation of {@link OpenApiFile}
     * @param arguments those the schema has let through
     * @throws IllegalArgumentException when a value cannot stand in a path
     */
    public static OpenApiRequest fill(JsonNode declared, JsonNode arguments) {
        String path = declared.path("path").asText();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : declared.path("parameters")) {
            String name = parameter.path("name").asText();
            JsonNode value = arguments.path(name);
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", inPath(name, value));
            } else if (!value.isMissingNode() && !value.isNull()) {
                (value.isArray() ? value : List.of(value)).forEach(one -> query.add(encoded(name) + "=" + encoded(one.asText())));
            }
        }
        byte[] body = declared.path("body").asBoolean() && arguments.has("body")
                ? Json.write(arguments.path("body")).getBytes(StandardCharsets.UTF_8) : null;
        return new OpenApiRequest(declared.path("method").asText(),
                query.isEmpty() ? path : path + "?" + String.join("&", query), body);
    }

    /** A dot or two would be another place; an encoded slash is one for some servers, too. */
    private static String inPath(String name, JsonNode value) {
        String text = value.asText();
        if (text.isEmpty() || text.equals(".") || text.equals("..") || text.contains("/") || text.contains("\\")) {
            throw new IllegalArgumentException(name + " cannot be empty, a dot or have a slash in it");
        }
        return encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
