package weilu.tool.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import weilu.protocol.Json;

/**
 * An OpenAPI 3 file, JSON or YAML, as tools.
 *
 * @param server the address it declares, or empty
 * @param operations each with name, description, {@code inputSchema}, and how it is asked for
 * @param leftOut operations that cannot be tools, with the reason
 */
public record OpenApiFile(String title, String server, List<JsonNode> operations, List<String> leftOut) {
    public static final int OPERATIONS_MAX = 100;
    private static final int NESTING_DEPTH_MAX = 60;
    private static final int DESCRIPTION_CHARACTERS_MAX = 2_000;
    private static final int SCHEMA_CHARACTERS_MAX = 20_000;
    private static final int NAME_CHARACTERS_MAX = 60;
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9]+");
    private static final ObjectMapper READER = reader();

    public OpenApiFile {
        operations = List.copyOf(operations);
        leftOut = List.copyOf(leftOut);
    }

    public static OpenApiFile read(String text) throws BadDocument {
        JsonNode document;
        try {
            document = READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadDocument("it is neither JSON nor YAML, or nests too deeply");
        }
        if (document == null || !document.path("openapi").asText().startsWith("3.")) {
            throw new BadDocument("it is no OpenAPI 3 file");
        }
        List<JsonNode> operations = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    String shown = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    try {
                        JsonNode tool = tool(document, path.getKey(), path.getValue(), operation.getKey());
                        if (!names.add(tool.path("name").asText())) {
                            throw new BadDocument("another operation has its name");
                        }
                        operations.add(tool);
                    } catch (BadDocument e) {
                        leftOut.add(shown + ": " + e.getMessage());
                    }
                }
            }
        }
        if (operations.isEmpty()) {
            throw new BadDocument(leftOut.isEmpty() ? "it declares no operations" : leftOut.getFirst());
        }
        if (operations.size() > OPERATIONS_MAX) {
            throw new BadDocument("it declares more than " + OPERATIONS_MAX + " operations");
        }
        String server = document.path("servers").path(0).path("url").asText("");
        return new OpenApiFile(document.path("info").path("title").asText(""), server, operations, leftOut);
    }

    private static JsonNode tool(JsonNode document, String path, JsonNode item, String method) throws BadDocument {
        JsonNode operation = item.path(method);
        References references = new References(document);
        ObjectNode tool = Json.mapper().createObjectNode();
        tool.put("name", name(operation.path("operationId").asText(""), method, path));
        String summary = operation.path("summary").asText("");
        String more = operation.path("description").asText("");
        String description = summary.isEmpty() || more.isEmpty() ? summary + more : summary + "\n" + more;
        tool.put("description", description.substring(0, Math.min(description.length(), DESCRIPTION_CHARACTERS_MAX)));
        ObjectNode schema = tool.putObject("inputSchema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        schema.put("additionalProperties", false);
        ArrayNode required = schema.putArray("required");
        ObjectNode request = tool.putObject("request").put("method", method.toUpperCase(Locale.ROOT)).put("path", path);
        ArrayNode parameters = request.putArray("parameters");
        for (JsonNode given : parameters(item, operation)) {
            addParameter(references, references.follow(given), properties, required, parameters);
        }
        request.put("body", addBody(references, operation, properties, required));
        requireWholePath(path, parameters);
        if (schema.toString().length() > SCHEMA_CHARACTERS_MAX) {
            throw new BadDocument("its schema is too large");
        }
        return tool;
    }

    /** Those of the operation go before those of its path. */
    private static List<JsonNode> parameters(JsonNode item, JsonNode operation) {
        List<JsonNode> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (JsonNode of : List.of(operation.path("parameters"), item.path("parameters"))) {
            for (JsonNode one : of) {
                if (one.has("$ref") || known.add(one.path("in").asText() + " " + one.path("name").asText())) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    private static void addParameter(
            References references, JsonNode parameter, ObjectNode properties, ArrayNode required, ArrayNode parameters)
            throws BadDocument {
        String in = parameter.path("in").asText();
        String name = parameter.path("name").asText();
        boolean isRequired = parameter.path("required").asBoolean(false) || in.equals("path");
        JsonNode schema = references.whole(parameter.path("schema"));
        boolean sendable = (in.equals("path") || in.equals("query")) && parameter.has("schema")
                && !schema.path("type").asText().equals("object") && !parameter.has("style");
        if (!sendable || name.isBlank() || properties.has(name)) {
            if (isRequired) {
                throw new BadDocument("its parameter " + name + " (" + in + ") is of a kind that is not supported");
            }
            return;
        }
        ObjectNode property = schema.isObject() ? (ObjectNode) schema : Json.mapper().createObjectNode();
        String description = parameter.path("description").asText("");
        if (!description.isEmpty()) {
            property.put("description", description.substring(0, Math.min(description.length(), DESCRIPTION_CHARACTERS_MAX)));
        }
        properties.set(name, property);
        parameters.addObject().put("name", name).put("in", in);
        if (isRequired) {
            required.add(name);
        }
    }

    private static boolean addBody(References references, JsonNode operation, ObjectNode properties, ArrayNode required)
            throws BadDocument {
        if (!operation.has("requestBody")) {
            return false;
        }
        JsonNode body = references.follow(operation.path("requestBody"));
        JsonNode schema = body.path("content").path("application/json").path("schema");
        boolean isRequired = body.path("required").asBoolean(false);
        if (schema.isMissingNode() || properties.has("body")) {
            if (isRequired) {
                throw new BadDocument("its body is no JSON");
            }
            return false;
        }
        properties.set("body", references.whole(schema));
        if (isRequired) {
            required.add("body");
        }
        return true;
    }

    private static void requireWholePath(String path, ArrayNode parameters) throws BadDocument {
        String rest = path;
        for (JsonNode parameter : parameters) {
            if (parameter.path("in").asText().equals("path")) {
                rest = rest.replace("{" + parameter.path("name").asText() + "}", "0");
            }
        }
        if (!rest.matches("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)+") || rest.contains("..")) {
            throw new BadDocument("its path has a place that nothing fills, or is not spelled plainly");
        }
    }

    private static String name(String operationId, String method, String path) {
        String wanted = operationId.isBlank() ? method + "_" + path : operationId;
        String plain = NOT_IN_NAMES.matcher(wanted).replaceAll("_").replaceAll("^_+|_+$", "");
        return plain.length() <= NAME_CHARACTERS_MAX ? plain : plain.substring(0, NAME_CHARACTERS_MAX);
    }

    private static ObjectMapper reader() {
        YAMLFactory yaml = YAMLFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING_DEPTH_MAX).build()).build();
        return new ObjectMapper(yaml);
    }
}
