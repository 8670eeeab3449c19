package weilu.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.Set;
import weilu.importing.ImportedLine.BrokenLine;
import weilu.importing.ImportedLine.ImportedMessage;
import weilu.importing.JsonMessages.Element;

/** Reads a JSON export message by message; the dialect says what one message of its program means. */
final class JsonChatReader implements ChatReader {
    /** How one program writes a message. */
    interface Dialect {
        /** The fields of a message that it looks at. */
        Set<String> fields();

        /**
         * Null when it is not a person's message. A DateTimeException or IllegalArgumentException says what is wrong
         * with it, in words for the report.
         */
        ImportedMessage message(JsonNode head, JsonNode json, long line);
    }

    private final JsonMessages messages;
    private final Dialect dialect;

    JsonChatReader(InputStream in, Dialect dialect) throws IOException {
        this.messages = new JsonMessages(in, dialect.fields());
        this.dialect = dialect;
    }

    @Override
    public ImportedLine next() throws IOException {
        for (Element element = messages.next(); element != null; element = messages.next()) {
            ImportedLine line = switch (element) {
                case Element.Message message -> read(message);
                case Element.Unfit unfit -> new BrokenLine(unfit.line(), nth(unfit.ordinal()) + unfit.why());
                case Element.Ruined ruined -> new BrokenLine(ruined.line(), ruined.why());
            };
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    @Override
    public long bytesRead() {
        return messages.bytesRead();
    }

    @Override
    public void close() throws IOException {
        messages.close();
    }

    private ImportedLine read(Element.Message element) {
        try {
            ImportedMessage message = dialect.message(messages.head(), element.json(), element.line());
            if (message == null || message.body().isEmpty() && message.attachmentNote() == null) {
                return null;
            }
            int length = message.body().length();
            return length <= ImportedMessage.BODY_CHARACTERS_MAX ? message : broken(element, "is too long: " + length
                    + " characters");
        } catch (DateTimeException e) {
            return broken(element, "has a date that is none");
        } catch (IllegalArgumentException e) {
            return broken(element, e.getMessage());
        }
    }

    private static BrokenLine broken(Element.Message element, String why) {
        return new BrokenLine(element.line(), nth(element.ordinal()) + why);
    }

    private static String nth(long ordinal) {
        return "message no. " + ordinal + " of the file ";
    }
}
