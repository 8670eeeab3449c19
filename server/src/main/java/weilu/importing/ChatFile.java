package weilu.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A file on disk whose format is known, ready to be read as often as one likes.
 *
 * @param size in bytes
 */
record ChatFile(Path path, long size, ImportFormat format, Charset charset, ReadingOptions options) {

    /** Looks at the file's first bytes; empty when its format is neither given nor to be seen. */
    static Optional<ChatFile> of(Path path, ReadingOptions options) throws IOException {
        byte[] sample;
        try (InputStream in = Files.newInputStream(path)) {
            sample = in.readNBytes(DetectFormat.SAMPLE_BYTES);
        }
        Charset charset = DetectFormat.charset(sample);
        Optional<ImportFormat> format = options.format() == null
                ? DetectFormat.of(sample, charset, options.fileName())
                : Optional.of(options.format());
        long size = Files.size(path);
        return format.map(found -> new ChatFile(path, size, found, charset, options));
    }

    ChatReader read() throws IOException {
        return switch (format) {
            case TELEGRAM -> new JsonChatReader(bytes(), new TelegramDialect(options.zone()));
            case DISCORD -> new JsonChatReader(bytes(), new DiscordDialect());
            case WHATSAPP -> text(new WhatsAppGrammar(dateOrder()));
            case IRC -> text(new IrcGrammar(options.fileName()));
            case WECHAT -> text(new WeChatGrammar());
        };
    }

    private ChatReader text(LineGrammar grammar) throws IOException {
        return new TextChatReader(Files.newInputStream(path), charset, grammar, format, options.zone());
    }

    private InputStream bytes() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path));
    }

    /** A whole pass over the file: one late message on the 13th settles all dates before it. */
    private DateOrder dateOrder() throws IOException {
        if (options.dateOrder() != null) {
            return options.dateOrder();
        }
        DateOrderEvidence evidence = new DateOrderEvidence();
        try (TextLines lines = new TextLines(Files.newInputStream(path), charset)) {
            for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
                Matcher header = line.text() == null ? null : WhatsAppGrammar.header(line.text());
                if (header != null) {
                    evidence.see(header);
                }
            }
        }
        return evidence.verdict();
    }
}
