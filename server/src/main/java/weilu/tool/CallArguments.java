package weilu.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import weilu.protocol.Json;

/** The arguments of a call: read, held against the tool's schema, and in one canonical form with its hash. */
public record CallArguments(JsonNode json, String canonical) {
    public static final int CHARACTERS_MAX = 8_000;
    private static final int PROBLEMS_MAX = 5;
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
            factory -> factory.schemaLoaders(loaders -> loaders.add(address -> {
                throw new IllegalArgumentException("a schema refers to nothing outside itself");
            })));
    private static final ObjectMapper SORTED = Json.mapper().copy()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    /** Either arguments, or what is wrong with them in words for the model. */
    public sealed interface Reading {
        record Good(CallArguments arguments) implements Reading {}

        record Bad(String problem) implements Reading {}
    }

    /** @param written JSON as a model wrote it; it may be none at all */
    public static Reading read(Tool tool, String written) {
        String text = written == null || written.isBlank() ? "{}" : written;
        if (text.length() > CHARACTERS_MAX) {
            return new Reading.Bad("the arguments are longer than " + CHARACTERS_MAX + " characters");
        }
        try {
            JsonNode json = Json.mapper().readTree(text);
            if (!json.isObject()) {
                return new Reading.Bad("the arguments must be one JSON object");
            }
            return problem(tool, json).<Reading>map(Reading.Bad::new)
                    .orElseGet(() -> new Reading.Good(of(json)));
        } catch (JsonProcessingException e) {
            return new Reading.Bad("the arguments are not JSON: " + e.getOriginalMessage());
        }
    }

    /** As they can be shown and kept: JSON when it is, otherwise the text as a JSON string. */
    static String shown(String written) {
        try {
            return of(Json.mapper().readTree(written)).canonical();
        } catch (JsonProcessingException e) {
            return Json.write(written);
        }
    }

    /** Whether arguments can be held against the tool's schema at all. */
    public static boolean fitsAny(Tool tool) {
        try {
            JsonSchema schema = SCHEMAS.getSchema(tool.spec().parameters());
            schema.initializeValidators();
            schema.validate(Json.mapper().createObjectNode());
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    /** What was stored in canonical form. */
    public static CallArguments stored(String canonical) {
        return of(Json.read(canonical, JsonNode.class));
    }

    /** What an approval is bound to: this tool with these arguments. */
    public String hash(String tool) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((tool + "\n" + canonical).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CallArguments of(JsonNode json) {
        try {
            Object sorted = SORTED.treeToValue(json, Object.class);
            return new CallArguments(json, SORTED.writeValueAsString(sorted));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read is writable", e);
        }
    }

    /** A schema of a stranger may be of a form that nothing can be held against; that is found only when it is used. */
    private static Optional<String> problem(Tool tool, JsonNode json) {
        try {
            JsonSchema schema = SCHEMAS.getSchema(tool.spec().parameters());
            String problems = schema.validate(json).stream().map(ValidationMessage::getMessage).sorted()
                    .limit(PROBLEMS_MAX).collect(Collectors.joining("; "));
            return problems.isEmpty() ? Optional.empty() : Optional.of("the arguments do not fit: " + problems);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of("the tool does not say properly what it takes");
        }
    }
}
