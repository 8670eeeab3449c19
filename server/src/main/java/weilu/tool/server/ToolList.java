package weilu.tool.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import weilu.protocol.Json;

/** All tools of a server, by name, in one canonical form with its hash: order and spacing do not matter, all else does. */
public record ToolList(List<OfferedTool> tools) {
    private static final ObjectMapper SORTED = Json.mapper().copy()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    public ToolList {
        tools = tools.stream().sorted(Comparator.comparing(OfferedTool::name)).toList();
    }

    /** What {@link #canonical} wrote. */
    static ToolList read(String canonical) {
        List<OfferedTool> tools = new ArrayList<>();
        Json.read(canonical, JsonNode.class).forEach(tool -> tools.add(new OfferedTool(tool)));
        return new ToolList(tools);
    }

    Optional<OfferedTool> find(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    String canonical() {
        ArrayNode all = Json.mapper().createArrayNode();
        tools.forEach(tool -> all.add(tool.whole()));
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(all, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read is writable", e);
        }
    }

    /** SHA-256 in hex of the canonical form. */
    public String hash() {
        try {
            byte[] bytes = canonical().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
