package weilu.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the word lists under {@code resources/knowledge}: one word a line, {@code #} begins a comment line. */
final class WordLists {
    private WordLists() {}

    static List<String> read(String name) {
        try (InputStream in = WordLists.class.getResourceAsStream("/knowledge/" + name)) {
            if (in == null) {
                throw new IllegalStateException("knowledge/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new IllegalStateException("knowledge/" + name + " is unreadable", e);
        }
    }
}
