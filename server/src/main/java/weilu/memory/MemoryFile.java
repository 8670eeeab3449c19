package weilu.memory;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import weilu.protocol.CsvLine;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.Refusal;

/** Memories as a file to take along (ME7). */
final class MemoryFile {
    /** For spreadsheets, which take a file without it for something else than UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private MemoryFile() {}

    /** @param format csv or json; null: json */
    static Response of(String name, String format, List<Memory> memories) {
        return switch (format == null ? "json" : format) {
            case "json" -> file(name + ".json", MediaType.APPLICATION_JSON, Json.write(Map.of("memories", memories)));
            case "csv" -> file(name + ".csv", "text/csv; charset=utf-8", csv(memories));
            default -> throw Refusal.field(ErrorCode.INVALID, "format", "csv or json");
        };
    }

    private static String csv(List<Memory> memories) {
        return BYTE_ORDER_MARK + CsvLine.of(List.of("id", "text", "at")) + memories.stream()
                .map(one -> CsvLine.of(Arrays.asList(one.id(), one.text(), one.at()))).collect(Collectors.joining());
    }

    private static Response file(String name, String type, String text) {
        return Response.ok(text.getBytes(StandardCharsets.UTF_8)).type(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("X-Content-Type-Options", "nosniff").build();
    }
}
