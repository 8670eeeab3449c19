package weilu.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import weilu.importing.LineGrammar.Reading;

/** Tells from a file's first bytes what it is. */
final class DetectFormat {
    static final int SAMPLE_BYTES = 64 * 1024;
    private static final int SAMPLE_LINES_MAX = 400;
    private static final Charset CHINESE = Charset.forName("GB18030");

    private DetectFormat() {}

    /** Empty when the beginning is like none of the formats. */
    static Optional<ImportFormat> of(byte[] sample, Charset charset, String fileName) {
        String text = new String(sample, charset).strip();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1).strip();
        }
        return text.startsWith("{") ? ofJson(text) : ofText(text, fileName);
    }

    /** UTF-8 unless the sample cannot be; old Chinese programs write GB 18030. */
    static Charset charset(byte[] sample) {
        return !decodes(sample, StandardCharsets.UTF_8) && decodes(sample, CHINESE) ? CHINESE : StandardCharsets.UTF_8;
    }

    /** The sample's last character may be cut. */
    private static boolean decodes(byte[] sample, Charset charset) {
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(sample), CharBuffer.allocate(sample.length + 1), sample.length < SAMPLE_BYTES);
        return !result.isError();
    }

    private static Optional<ImportFormat> ofJson(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (List.of("guild", "channel", "dateRange", "exportedAt").contains(field)) {
                    return Optional.of(ImportFormat.DISCORD);
                }
                if (List.of("chats", "type", "messages", "about", "personal_information").contains(field)) {
                    return Optional.of(ImportFormat.TELEGRAM);
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<ImportFormat> ofText(String text, String fileName) {
        List<Likeness> all = List.of(
                new Likeness(ImportFormat.WHATSAPP, new WhatsAppGrammar(DateOrder.DAY_FIRST)),
                new Likeness(ImportFormat.WECHAT, new WeChatGrammar()),
                new Likeness(ImportFormat.IRC, new IrcGrammar(fileName)));
        text.lines().limit(SAMPLE_LINES_MAX).filter(line -> !line.isBlank())
                .forEach(line -> all.forEach(likeness -> likeness.see(line)));
        return all.stream().filter(likeness -> likeness.score > 0)
                .max(Comparator.comparingInt(likeness -> likeness.score))
                .map(likeness -> likeness.format);
    }

    /** How well a grammar fits the lines seen. */
    private static final class Likeness {
        private final ImportFormat format;
        private final LineGrammar grammar;
        private int score;
        /** A line with name and time alone is a header only if a text comes below it. */
        private boolean awaitsText;

        Likeness(ImportFormat format, LineGrammar grammar) {
            this.format = format;
            this.grammar = grammar;
        }

        void see(String line) {
            Reading reading = grammar.read(line);
            boolean awaited = awaitsText;
            awaitsText = reading instanceof Reading.Opens opens && opens.text().isEmpty() && opens.note() == null
                    && grammar.multiLine();
            score += switch (reading) {
                case Reading.Opens opens -> (awaitsText ? 0 : 2) - (awaited ? 1 : 0);
                case Reading.GoesOn more -> awaited ? 2 : 0;
                // WeChat's lines of the program look like anything, so they say nothing.
                case Reading.Skipped skipped -> format != ImportFormat.WECHAT && !line.startsWith("=") ? 2 : 0;
                // A time without a date is still a line of an IRC log.
                case Reading.Wrong wrong -> wrong.why().startsWith(IrcGrammar.NO_DATE) ? 2 : -1;
            };
        }
    }
}
