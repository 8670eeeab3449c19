package weilu.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import weilu.protocol.Json;

/** Puts what a reference leads to in its place, within one file; a schema that holds itself ends there as "anything". */
final class References {
    private static final int DEPTH_MAX = 20;
    private static final int NODES_MAX = 2_000;
    /** What OpenAPI adds to JSON Schema and a model has no use for. */
    private static final Set<String> LEFT_OUT = Set.of("xml", "externalDocs", "example", "examples", "discriminator");

    private final JsonNode document;
    private int nodes;

    References(JsonNode document) {
        this.document = document;
    }

    /** The thing itself, when this is a reference to one. */
    JsonNode follow(JsonNode node) throws BadDocument {
        JsonNode here = node;
        for (int steps = 0; here.path("$ref").isTextual(); steps++) {
            String reference = here.path("$ref").asText();
            if (!reference.startsWith("#/") || steps == DEPTH_MAX) {
                throw new BadDocument("it refers to " + reference + ", outside the file or in a circle");
            }
            here = document.at(reference.substring(1));
            if (here.isMissingNode()) {
                throw new BadDocument("it refers to " + reference + ", which is not there");
            }
        }
        return here;
    }

    /** A schema with nothing to look up in it. */
    JsonNode whole(JsonNode schema) throws BadDocument {
        nodes = 0;
        return whole(schema, 0);
    }

    private JsonNode whole(JsonNode node, int depth) throws BadDocument {
        if (++nodes > NODES_MAX) {
            throw new BadDocument("its schema is too large");
        }
        if (depth > DEPTH_MAX) {
            return Json.mapper().createObjectNode();
        }
        if (node.isArray()) {
            ArrayNode copy = Json.mapper().createArrayNode();
            for (JsonNode one : node) {
                copy.add(whole(one, depth + 1));
            }
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Json.mapper().createObjectNode();
        for (var field : follow(node).properties()) {
            if (!LEFT_OUT.contains(field.getKey()) && !field.getKey().startsWith("x-")) {
                copy.set(field.getKey(), whole(field.getValue(), depth + 1));
            }
        }
        return nullable(copy);
    }

    /** OpenAPI 3.0 says "nullable"; JSON Schema says so in the type. */
    private static JsonNode nullable(ObjectNode schema) {
        boolean nullable = schema.path("nullable").asBoolean(false);
        schema.remove("nullable");
        if (nullable && schema.path("type").isTextual()) {
            String type = schema.path("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        return schema;
    }
}
