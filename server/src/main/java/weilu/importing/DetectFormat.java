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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
        Map<ImportFormat, LineGrammar> grammars = new EnumMap<>(ImportFormat.class);
        grammars.put(ImportFormat.WHATSAPP, new WhatsAppGrammar(DateOrder.DAY_FIRST));
        grammars.put(ImportFormat.WECHAT, new WeChatGrammar());
        grammars.put(ImportFormat.IRC, new IrcGrammar(fileName));
        Map<ImportFormat, Integer> known = new EnumMap<>(ImportFormat.class);
        Map<ImportFormat, Integer> wrong = new EnumMap<>(ImportFormat.class);
        text.lines().limit(SAMPLE_LINES_MAX).filter(line -> !line.isBlank()).forEach(line ->
                grammars.forEach((format, grammar) -> {
                    Reading reading = grammar.read(line);
                    known.merge(format, recognised(format, reading, line) ? 1 : 0, Integer::sum);
                    wrong.merge(format, format == ImportFormat.IRC && lost(reading) ? 1 : 0, Integer::sum);
                }));
        return grammars.keySet().stream()
                .filter(format -> known.getOrDefault(format, 0) > 0)
                .max((a, b) -> Integer.compare(score(known, wrong, a), score(known, wrong, b)))
                .filter(format -> score(known, wrong, format) > 0);
    }

    private static int score(Map<ImportFormat, Integer> known, Map<ImportFormat, Integer> wrong, ImportFormat format) {
        return 2 * known.get(format) - wrong.get(format);
    }

    /** A time without a date is still a line of an IRC log; WeChat's lines of the program look like anything. */
    private static boolean recognised(ImportFormat format, Reading reading, String line) {
        return switch (reading) {
            case Reading.Opens opens -> true;
            case Reading.Skipped skipped -> format != ImportFormat.WECHAT && !line.startsWith("=");
            case Reading.Wrong unread -> format == ImportFormat.IRC && unread.why().startsWith("a time without");
            case Reading.GoesOn more -> false;
        };
    }

    private static boolean lost(Reading reading) {
        return reading instanceof Reading.Wrong unread && !unread.why().startsWith("a time without");
    }
}
