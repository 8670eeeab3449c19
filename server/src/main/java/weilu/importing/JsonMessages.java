package weilu.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * An export of the form {@code {…, "messages": [{…}, …], …}}, one message in memory at a time. Every scalar is read as
 * text, so a number too long for a long is still an id.
 */
final class JsonMessages implements Closeable {
    static final int NESTING_DEPTH_MAX = 40;
    static final int MESSAGE_TOKENS_MAX = 50_000;
    static final int MESSAGE_CHARACTERS_MAX = 2_000_000;
    private static final int STRING_CHARACTERS_MAX = 1_000_000;
    private static final int NAME_CHARACTERS_MAX = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_DEPTH_MAX).maxStringLength(STRING_CHARACTERS_MAX)
                    .maxNameLength(NAME_CHARACTERS_MAX).build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** What is next in the file. */
    sealed interface Element {
        long line();

        /** The {@code ordinal}th message of the file, from 1. */
        record Message(long line, long ordinal, JsonNode json) implements Element {}

        /** A message beyond the limits, or one that is no object; reading goes on after it. */
        record Unfit(long line, long ordinal, String why) implements Element {}

        /** The file is no JSON from here on, or not of this form; reading ends. */
        record Ruined(long line, String why) implements Element {}
    }

    private final CountedInput in;
    private final Set<String> fields;
    private final JsonParser parser;
    private final ObjectNode head = JsonNodeFactory.instance.objectNode();
    private boolean begun;
    private boolean ended;
    private long ordinal;
    private int tokensLeft;
    private int charactersLeft;

    /** @param fields the only ones of a message that are read; the others are passed over */
    JsonMessages(InputStream in, Set<String> fields) throws IOException {
        this.fields = fields;
        this.in = new CountedInput(in);
        this.parser = FACTORY.createParser(this.in);
    }

    /** The fields that stood before the messages; whole after the first {@link #next}. */
    JsonNode head() {
        return head;
    }

    long bytesRead() {
        return in.count();
    }

    /** Null at the end. */
    Element next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            if (!begun) {
                begun = true;
                Element.Ruined wrong = readHead();
                if (wrong != null) {
                    return end(wrong);
                }
            }
            return readElement();
        } catch (JsonProcessingException e) {
            long line = Math.max(parser.currentLocation().getLineNr(), 1);
            return end(new Element.Ruined(line, "not JSON from here on: " + reason(e)));
        } catch (CharConversionException e) {
            long line = Math.max(parser.currentLocation().getLineNr(), 1);
            return end(new Element.Ruined(line, "not UTF-8 text from here on"));
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
        in.close();
    }

    private Element end(Element last) {
        ended = true;
        return last;
    }

    private Element.Ruined readHead() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Element.Ruined(1, "the file is not one JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("messages") && value == JsonToken.START_ARRAY) {
                return null;
            }
            if (field.equals("chats")) {
                return new Element.Ruined(line(), "this is an export of a whole account; export the one chat instead");
            }
            refill();
            JsonNode read = readNode(value);
            if (read == null) {
                skipTo(1);
            } else if (head.size() < 32) {
                head.set(field, read);
            }
        }
        return new Element.Ruined(line(), "the file has no \"messages\" list");
    }

    private Element readElement() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            while (token != null) {
                token = parser.nextToken();
            }
            return end(null);
        }
        ordinal++;
        long line = line();
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Element.Unfit(line, ordinal, "is not a JSON object");
        }
        refill();
        JsonNode read = readMessage();
        if (read == null) {
            skipTo(2);
            return new Element.Unfit(line, ordinal, "is too large");
        }
        return new Element.Message(line, ordinal, read);
    }

    private JsonNode readMessage() throws IOException {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!fields.contains(field)) {
                parser.skipChildren();
                continue;
            }
            JsonNode read = readNode(value);
            if (read == null) {
                return null;
            }
            message.set(field, read);
        }
        return message;
    }

    private void refill() {
        tokensLeft = MESSAGE_TOKENS_MAX;
        charactersLeft = MESSAGE_CHARACTERS_MAX;
    }

    /** Null when the limits are used up; then the parser stands somewhere inside. Depth is limited by the parser. */
    private JsonNode readNode(JsonToken token) throws IOException {
        if (--tokensLeft < 0) {
            return null;
        }
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                charactersLeft -= field.length();
                JsonNode value = readNode(parser.nextToken());
                if (value == null) {
                    return null;
                }
                object.set(field, value);
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                JsonNode value = readNode(next);
                if (value == null) {
                    return null;
                }
                array.add(value);
            }
            return array;
        }
        if (token == JsonToken.VALUE_NULL) {
            return JsonNodeFactory.instance.nullNode();
        }
        charactersLeft -= parser.getTextLength();
        return charactersLeft < 0 ? null : JsonNodeFactory.instance.textNode(parser.getText());
    }

    /** Leaves what is open below that many enclosing brackets. */
    private void skipTo(int depth) throws IOException {
        while (parser.getParsingContext().getNestingDepth() > depth && parser.nextToken() != null) {
            // Each step leaves or enters a bracket; the end of the file ends it too.
            continue;
        }
    }

    private long line() {
        return Math.max(parser.currentTokenLocation().getLineNr(), 1);
    }

    /** The parser's own words without the excerpt of the file. */
    private static String reason(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end);
        return first.length() > 160 ? first.substring(0, 160) + "…" : first;
    }
}
