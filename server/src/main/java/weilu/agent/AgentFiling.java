package weilu.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import weilu.media.BlobHash;
import weilu.media.BlobStore;
import weilu.media.ProfilePictures;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.Refusal;

/**
 * An agent as one JSON file, and back. What comes in is a draft: it is shown, tried and saved by a person, never live at once.
 * A model, files and rooms stay behind, for they belong to a server.
 */
public final class AgentFiling {
    public static final int FILE_BYTES_MAX = 3 * 1024 * 1024;
    static final int SCHEMA = 1;
    private static final String KIND = "weilu-agent";
    private static final Set<String> FIELDS = Set.of("kind", "schema", "definition", "pictureData");
    private static final Set<String> DEFINITION_FIELDS = Set.of("name", "about", "persona", "greeting", "temperature",
            "thinking", "tools", "keywords", "budget", "examples");

    private final AgentForm form;
    private final AgentCards cards;
    private final BlobStore blobs;
    private final ProfilePictures pictures;

    /**
     * What was in a file.
     *
     * @param missingTools tools it asks for that are not here; they stay in the definition
     * @param leftOut names of fields that were not understood and are not in the draft
     */
    public record Draft(AgentDefinition definition, List<String> missingTools, List<String> leftOut) {
        public Draft {
            missingTools = List.copyOf(missingTools);
            leftOut = List.copyOf(leftOut);
        }
    }

    public AgentFiling(AgentForm form, AgentCards cards, BlobStore blobs, ProfilePictures pictures) {
        this.form = form;
        this.cards = cards;
        this.blobs = blobs;
        this.pictures = pictures;
    }

    /** The file, readable by people. */
    public byte[] write(AgentDefinition definition) {
        ObjectNode file = Json.mapper().createObjectNode();
        file.put("kind", KIND).put("schema", SCHEMA);
        ObjectNode fields = Json.mapper().valueToTree(definition);
        fields.retain(DEFINITION_FIELDS);
        file.set("definition", fields);
        if (definition.picture() != null) {
            try {
                byte[] picture = Files.readAllBytes(blobs.place(new BlobHash(definition.picture())));
                file.put("pictureData", Base64.getEncoder().encodeToString(picture));
            } catch (IOException gone) {
                file.remove("pictureData");
            }
        }
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses MALFORMED for what is no such file, and INVALID, naming the field, for what does not fit one. */
    public Draft read(byte[] bytes) {
        JsonNode file = tree(bytes);
        if (!KIND.equals(file.path("kind").asText()) || !file.path("definition").isObject()) {
            throw Refusal.of(ErrorCode.MALFORMED, "this is no file of an agent");
        }
        if (file.path("schema").asInt() != SCHEMA) {
            throw Refusal.field(ErrorCode.INVALID, "schema", "this file is of a newer Weilu; this one reads schema " + SCHEMA);
        }
        List<String> leftOut = new ArrayList<>();
        file.fieldNames().forEachRemaining(name -> note(leftOut, FIELDS, name));
        ObjectNode fields = ((ObjectNode) file.path("definition")).deepCopy();
        fields.fieldNames().forEachRemaining(name -> note(leftOut, DEFINITION_FIELDS, name));
        fields.retain(DEFINITION_FIELDS);
        AgentDefinition definition = form.check(definition(fields));
        List<String> missing = cards.capabilities(definition.tools(), List.of()).stream()
                .filter(one -> one.effect() == null).map(Capability::name).toList();
        String picture = picture(file.path("pictureData"), leftOut);
        return new Draft(definition.shownAs(definition.name(), picture), missing, leftOut);
    }

    private static void note(List<String> leftOut, Set<String> known, String name) {
        if (!known.contains(name) && leftOut.size() < DEFINITION_FIELDS.size()) {
            leftOut.add(name.length() > 40 ? name.substring(0, 40) + "…" : name);
        }
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return Json.mapper().readTree(bytes);
        } catch (IOException unreadable) {
            throw Refusal.of(ErrorCode.MALFORMED, "this is no JSON file");
        }
    }

    private static AgentDefinition definition(ObjectNode fields) {
        try {
            return Json.mapper().treeToValue(fields, AgentDefinition.class);
        } catch (JsonProcessingException | RuntimeException unreadable) {
            throw Refusal.field(ErrorCode.INVALID, "definition", "a field is not of the form it has in an agent's file");
        }
    }

    /** A picture goes through the same door as any other; one that does not is left out. */
    private String picture(JsonNode data, List<String> leftOut) {
        if (!data.isTextual()) {
            return null;
        }
        try {
            return pictures.take(new ByteArrayInputStream(Base64.getDecoder().decode(data.asText()))).hex();
        } catch (Refusal | IllegalArgumentException refused) {
            leftOut.add("pictureData");
            return null;
        }
    }
}
