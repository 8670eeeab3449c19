package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.knowledge.Said;

/**
 * Segments of recorded meetings in which people marked the salient words (VCSum, short dev). Each sentence, as the data
 * set cuts them, counts as one message; twenty seconds lie between two. WEILU_VCSUM names the file or its folder; it
 * is not part of this repository.
 */
final class Vcsum {
    static final String SETTING = "WEILU_VCSUM";
    private static final Instant START = Instant.parse("2026-01-01T02:00:00Z");
    private static final int SECONDS_BETWEEN = 20;

    /** A segment; {@code marked} has the salient characters of each message. */
    record Segment(long meeting, List<Said> messages, List<BitSet> marked) {
        int markedCharacters() {
            return marked.stream().mapToInt(BitSet::cardinality).sum();
        }
    }

    private Vcsum() {}

    /** The file's place, when the setting names one that is there. */
    static Optional<Path> file() {
        return Optional.ofNullable(System.getenv(SETTING)).map(Path::of)
                .map(path -> Files.isDirectory(path) ? path.resolve("short_dev.jsonl") : path)
                .filter(Files::isReadable);
    }

    /** The segments of every other meeting that have marks; {@code odd} ones were not looked at while tuning. */
    static List<Segment> half(Path file, boolean odd) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Segment> segments = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            segments.add(segment(mapper.readTree(line)));
        }
        List<Long> meetings = segments.stream().map(Segment::meeting).distinct().sorted().toList();
        return segments.stream().filter(one -> meetings.indexOf(one.meeting()) % 2 == (odd ? 1 : 0))
                .filter(one -> one.markedCharacters() > 0).toList();
    }

    private static Segment segment(JsonNode json) {
        List<Said> messages = new ArrayList<>();
        List<BitSet> marked = new ArrayList<>();
        for (int turn = 0; turn < json.get("context").size(); turn++) {
            long speaker = json.get("speaker").get(turn).asLong();
            for (int i = 0; i < json.get("context").get(turn).size(); i++) {
                String text = json.get("context").get(turn).get(i).asText();
                int seq = messages.size() + 1;
                messages.add(new Said(new Seq(seq), new MemberId(speaker + 1), "发言人" + speaker,
                        START.plusSeconds((long) seq * SECONDS_BETWEEN), text));
                marked.add(marks(json.get("highlights").get(turn).get(i), text.length()));
            }
        }
        return new Segment(json.get("av_num").asLong(), messages, marked);
    }

    private static BitSet marks(JsonNode marks, int length) {
        BitSet bits = new BitSet(length);
        for (int i = 0; i < Math.min(length, marks.size()); i++) {
            bits.set(i, marks.get(i).asInt() == 1);
        }
        return bits;
    }
}
