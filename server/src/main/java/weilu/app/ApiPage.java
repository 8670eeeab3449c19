package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An OpenAPI description as a page: what can be asked, grouped by its first word, and then the shapes that go to and fro. */
final class ApiPage {
    private static final String REFERENCE = "#/components/schemas/";

    private final JsonNode api;
    private final StringBuilder html = new StringBuilder();

    ApiPage(JsonNode api) {
        this.api = api;
    }

    String html() {
        html.append("""
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Weilu HTTP API</title>
                <link rel="stylesheet" href="/openapi.css">
                <main>
                <h1>Weilu HTTP API</h1>
                <p>Requests carry the cookie of a sign-in; those that change something carry an <code>Origin</code> of this
                server and JSON, unless it says otherwise. Errors are <code>application/problem+json</code> with a
                <code>code</code> and, where one is at fault, a <code>field</code>. For programs:
                <a href="/openapi?format=json">openapi.json</a>.</p>
                """);
        Map<String, TreeMap<String, JsonNode>> groups = groups();
        html.append("<nav>");
        groups.keySet().forEach(group -> html.append("<a href=\"#%1$s\">%1$s</a> ".formatted(escaped(group))));
        html.append("<a href=\"#shapes\">shapes</a></nav>");
        groups.forEach((group, paths) -> {
            html.append("<h2 id=\"%1$s\">%1$s</h2>".formatted(escaped(group)));
            paths.forEach((path, item) -> item.properties().forEach(operation -> {
                if (operation.getValue().has("responses")) {
                    operation(operation.getKey(), path, operation.getValue());
                }
            }));
        });
        html.append("<h2 id=\"shapes\">shapes</h2>");
        new TreeMap<>(map(api.at("/components/schemas"))).forEach(this::shape);
        return html.append("</main></html>").toString();
    }

    /** The paths by their first word after /api. */
    private Map<String, TreeMap<String, JsonNode>> groups() {
        Map<String, TreeMap<String, JsonNode>> groups = new TreeMap<>();
        map(api.path("paths")).forEach((path, item) -> {
            String[] words = path.split("/");
            String group = words.length > 2 && words[1].equals("api") ? words[2] : "running";
            groups.computeIfAbsent(group, any -> new TreeMap<>()).put(path, item);
        });
        return groups;
    }

    private void operation(String method, String path, JsonNode operation) {
        html.append("<section><h3><b>%s</b> <code>%s</code></h3>"
                .formatted(method.toUpperCase(Locale.ROOT), escaped(path)));
        html.append("<dl>");
        operation.path("parameters").forEach(parameter -> row(
                parameter.path("name").asText() + " <i>in " + parameter.path("in").asText() + "</i>",
                type(parameter.path("schema"))));
        operation.path("requestBody").path("content").properties().forEach(content ->
                row("body <i>" + escaped(content.getKey()) + "</i>", type(content.getValue().path("schema"))));
        operation.path("responses").properties().forEach(response -> {
            JsonNode content = response.getValue().path("content");
            String answer = content.isEmpty() ? escaped(response.getValue().path("description").asText())
                    : type(content.elements().next().path("schema"));
            row("answer <i>" + escaped(response.getKey()) + "</i>", answer);
        });
        html.append("</dl></section>");
    }

    private void shape(String name, JsonNode schema) {
        html.append("<section id=\"%1$s\"><h3><code>%1$s</code></h3><dl>".formatted(escaped(name)));
        schema.path("properties").properties().forEach(field -> row(escaped(field.getKey()), type(field.getValue())));
        if (!schema.has("properties")) {
            row("a", type(schema));
        }
        html.append("</dl></section>");
    }

    private void row(String term, String meaning) {
        html.append("<dt>").append(term).append("</dt><dd>").append(meaning).append("</dd>");
    }

    /** A schema in a few words, such as "list of MessageView". */
    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = escaped(schema.path("$ref").asText().substring(REFERENCE.length()));
            return "<a href=\"#%1$s\">%1$s</a>".formatted(name);
        }
        if (schema.path("type").asText().equals("array")) {
            return "list of " + type(schema.path("items"));
        }
        if (schema.has("enum")) {
            StringBuilder values = new StringBuilder();
            schema.path("enum").forEach(value -> values.append(values.isEmpty() ? "" : ", ").append(escaped(value.asText())));
            return "one of " + values;
        }
        for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.has(choice)) {
                StringBuilder parts = new StringBuilder();
                schema.path(choice).forEach(part -> parts.append(parts.isEmpty() ? "" : " or ").append(type(part)));
                return parts.toString();
            }
        }
        JsonNode types = schema.path("type");
        String type = types.isArray() ? types.get(0).asText() : types.asText("anything");
        return escaped(schema.has("format") ? type + " (" + schema.path("format").asText() + ")" : type);
    }

    private static Map<String, JsonNode> map(JsonNode object) {
        Map<String, JsonNode> map = new TreeMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
