package weilu.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.Seeds;
import weilu.protocol.ClientFrame;
import weilu.protocol.Json;
import weilu.protocol.Refusal;

/** Whatever comes in on a socket is a frame or is refused; nothing else becomes of it. */
class AnyFrameTest {
    private static final int SEEDS = 20_000;
    private static final int CHANGES_MAX = 6;
    private static final List<String> PIECES = List.of("{", "}", "[", "]", ",", ":", "\"", "null", "true", "-", "1e999", "0.1",
            "9007199254740993", "9223372036854775808", "\"\"", "\"type\":", "\"type\":\"ping\"", "\\u0000", "\\ud800", "\\", "💬",
            "\u0000", "\u202e", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":", "\n", " ");

    @Test
    @DisplayName("[PR3][PR4] a frame with anything changed in it is a frame that reads the same again, or is refused")
    void changedFrames() throws IOException {
        List<String> goldens = goldens();
        Seeds.each(SEEDS, random -> check(changed(goldens.get(random.nextInt(goldens.size())), random)));
    }

    @Test
    @DisplayName("[PR3] any text at all is refused or a frame")
    void anyText() {
        Seeds.each(SEEDS, random -> check(random.nextBoolean() ? Seeds.text(random, 200) : pieces(random)));
    }

    private static void check(String text) {
        try {
            ClientFrame frame = Json.mapper().readValue(text, ClientFrame.class);
            FrameRules.check(frame);
            assertThat(Json.mapper().readValue(Json.write(frame), ClientFrame.class)).isEqualTo(frame);
        } catch (JsonProcessingException | Refusal refused) {
            assertThat(refused.getMessage()).isNotNull();
        }
    }

    private static String changed(String frame, Random random) {
        StringBuilder text = new StringBuilder(frame);
        for (int i = random.nextInt(CHANGES_MAX); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static List<String> goldens() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "protocol"))) {
            List<Path> frames = files.filter(file -> file.getFileName().toString().startsWith("client-")).sorted().toList();
            List<String> texts = new ArrayList<>();
            for (Path frame : frames) {
                texts.add(Files.readString(frame));
            }
            return texts;
        }
    }
}
