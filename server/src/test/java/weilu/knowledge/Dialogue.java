package weilu.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import weilu.id.MemberId;
import weilu.id.Seq;

/** Made-up dialogues under test resources. */
final class Dialogue {
    private Dialogue() {}

    static List<Said> threeDays() {
        try (InputStream in = Dialogue.class.getResourceAsStream("/knowledge/three-days.txt")) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Said> read(String lines) {
        return lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\\|", 4))
                .map(part -> new Said(new Seq(Long.parseLong(part[0])), new MemberId(1 + part[2].hashCode() % 50 + 50),
                        part[2], LocalDateTime.parse(part[1]).toInstant(ZoneOffset.UTC), part[3]))
                .toList();
    }
}
