package weilu.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weilu.importing.ImportedLine.BrokenLine;
import weilu.importing.ImportedLine.ImportedMessage;

/** The sample files, read as a person's import would. */
final class Samples {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** A whole file in memory; only tests do this. */
    record Read(ImportFormat format, List<ImportedMessage> messages, List<BrokenLine> broken) {
        List<String> names() {
            return messages.stream().map(ImportedMessage::name).toList();
        }

        List<String> bodies() {
            return messages.stream().map(ImportedMessage::body).toList();
        }

        List<String> times() {
            return messages.stream().map(message -> message.at().toString()).toList();
        }

        List<String> ids() {
            return messages.stream().map(ImportedMessage::externalId).toList();
        }
    }

    private Samples() {}

    static Read sample(String file) {
        return sample(file, null);
    }

    static Read sample(String file, DateOrder order) {
        try (InputStream in = Samples.class.getResourceAsStream("/importing/" + file)) {
            return bytes(in.readAllBytes(), new ReadingOptions(null, file, SHANGHAI, order)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Read text(ImportFormat format, String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8),
                new ReadingOptions(format, "", SHANGHAI, null)).orElseThrow();
    }

    static Optional<Read> bytes(byte[] bytes, ReadingOptions options) {
        try {
            Path file = Files.createTempFile("chat", ".txt");
            try {
                Files.write(file, bytes);
                Optional<ChatFile> found = ChatFile.of(file, options);
                return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Read read(ChatFile file) throws IOException {
        List<ImportedMessage> messages = new ArrayList<>();
        List<BrokenLine> broken = new ArrayList<>();
        try (ChatReader reader = file.read()) {
            for (ImportedLine line = reader.next(); line != null; line = reader.next()) {
                switch (line) {
                    case ImportedMessage message -> messages.add(message);
                    case BrokenLine wrong -> broken.add(wrong);
                }
            }
            if (broken.isEmpty() && reader.bytesRead() != file.size()) {
                throw new IllegalStateException("read " + reader.bytesRead() + " of " + file.size());
            }
        }
        return new Read(file.format(), messages, broken);
    }
}
