package weilu.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;

/** Reads fields of a message in which every scalar is text. */
final class JsonFields {
    private static final int YEAR_MIN = 1970;
    private static final int YEAR_MAX = 2199;
    private static final int ID_CHARACTERS_MAX = 64;

    private JsonFields() {}

    /** Null when absent, null, or no scalar. */
    static String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /** An id that must be there. */
    static String id(JsonNode json, String field) {
        String id = text(json, field);
        if (id == null || id.isBlank() || id.length() > ID_CHARACTERS_MAX) {
            throw new IllegalArgumentException("has no usable \"" + field + "\"");
        }
        return id;
    }

    /** A field with text in it that must be there. */
    static String required(JsonNode json, String field) {
        String text = text(json, field);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("has no \"" + field + "\"");
        }
        return text;
    }

    /** Refuses years in which nobody chatted. */
    static Instant plausible(Instant at) {
        if (at.isBefore(Year.of(YEAR_MIN).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                || !at.isBefore(Year.of(YEAR_MAX + 1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))) {
            throw new DateTimeException("the year is not plausible");
        }
        return at;
    }
}
