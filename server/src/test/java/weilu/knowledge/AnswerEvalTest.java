package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import weilu.id.Seq;
import weilu.knowledge.RoomAnswers.Finding;

/** Asks the chat of evals/answers its questions, through the whole of the engine; opt-in, see evals/README.md. */
@EnabledIfEnvironmentVariable(named = "WEILU_EVALS", matches = "1")
class AnswerEvalTest {
    private static final Path FOLDER = Path.of("..", "evals", "answers");

    private record Asked(String half, String question, List<Seq> wanted) {}

    private static final class Tally {
        private int questions;
        private int answered;
        private int hits;
        private int first;
        private int unanswerable;
        private int falseAnswers;
    }

    @Test
    @DisplayName("[KN7] paraphrased questions find their messages, and questions without an answer find none")
    void answers() throws IOException {
        try (KnownRoom room = new KnownRoom()) {
            Map<Seq, Seq> lineOf = new HashMap<>();
            for (Said said : Dialogue.read(Files.readString(FOLDER.resolve("chat.txt")))) {
                lineOf.put(room.sayAs(said.name(), said.at(), said.body()), said.seq());
            }
            room.indexing.asked(KnownRoom.ROOM);
            room.indexing.answered(KnownRoom.ROOM);
            room.fillMeanings();
            Map<String, Tally> tallies = new HashMap<>();
            for (Asked asked : questions()) {
                List<Seq> quoted = quoted(room, asked.question()).stream().map(lineOf::get).toList();
                count(asked, quoted, tallies.computeIfAbsent(asked.half(), half -> new Tally()));
            }
            tallies.forEach((half, tally) -> System.out.printf(
                    "%s: hit@5 %d of %d, first %d, answered %d; false answers %d of %d%n", half, tally.hits,
                    tally.questions, tally.first, tally.answered, tally.falseAnswers, tally.unanswerable));
            assertThat(tallies.get("test").hits).isGreaterThanOrEqualTo(tallies.get("test").questions * 6 / 10);
        }
    }

    private static void count(Asked asked, List<Seq> quoted, Tally tally) {
        System.out.printf("%s %-60s %s → %s%n", asked.half(), asked.question(), asked.wanted(), quoted);
        if (asked.wanted().isEmpty()) {
            tally.unanswerable++;
            tally.falseAnswers += quoted.isEmpty() ? 0 : 1;
            return;
        }
        tally.questions++;
        tally.answered += quoted.isEmpty() ? 0 : 1;
        tally.hits += quoted.stream().anyMatch(asked.wanted()::contains) ? 1 : 0;
        tally.first += !quoted.isEmpty() && asked.wanted().contains(quoted.getFirst()) ? 1 : 0;
    }

    private static List<Seq> quoted(KnownRoom room, String question) {
        Seq head = room.db.inTransaction(tx -> room.log.head(tx, KnownRoom.ROOM));
        return switch (room.answers.find(room.membership(), question, head.next())) {
            case Finding.Found found -> found.topics().getFirst().citations().stream().map(one -> one.message()).toList();
            case Finding.NotFound none -> List.of();
        };
    }

    private static List<Asked> questions() throws IOException {
        List<Asked> questions = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("questions.txt"))) {
            if (!line.startsWith("#")) {
                String[] part = line.split("\\|");
                List<Seq> wanted = part[2].equals("none") ? List.of()
                        : Stream.of(part[2].split(",")).map(Seq::fromString).toList();
                questions.add(new Asked(part[0], part[1], wanted));
            }
        }
        return questions;
    }
}
